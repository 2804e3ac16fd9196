import type { Scenario } from './wire.js';

/** One thing to talk about with a system. */
export interface Conversation<Turn> {
  readonly id: string;
  readonly title: string;
  /** What to write to get it. */
  readonly prompt: string;
  /** What there is to see. */
  readonly note: string;
  /** Other words that lead to it as well. */
  readonly matches: RegExp;
  play(turn: Turn): Scenario;
}

/** What a page needs to offer a conversation. */
export type Suggestion = Pick<Conversation<never>, 'id' | 'title' | 'prompt' | 'note'>;

/** The conversation that a person's words lead to, if any. */
export function findConversation<Found extends Conversation<never>>(
  conversations: readonly Found[],
  text: string,
): Found | undefined {
  const words = text.trim().toLowerCase();
  return (
    conversations.find(({ prompt }) => prompt.toLowerCase() === words) ??
    conversations.find(({ matches }) => matches.test(text))
  );
}

/** The conversations as a page offers them. */
export function toSuggestions<Turn>(
  conversations: readonly Conversation<Turn>[],
): readonly Suggestion[] {
  return conversations.map(({ id, title, prompt, note }) => ({ id, title, prompt, note }));
}

/** How an answer begins from the second turn on: it shows that the server remembers the first. */
export function leadIn(earlier: readonly string[]): string {
  const last = earlier.at(-1);
  return last === undefined ? '' : `Before this you wrote: “${shorten(last)}”.\n\n`;
}

/** What the backend says to anything that it has no conversation for. */
export function introduce(suggestions: readonly Suggestion[]): string {
  return [
    'I am a **mock backend**: there is no model behind me, only prepared conversations. You can ask me:',
    '',
    ...suggestions.map(({ prompt, note }) => `- ${prompt}\n  *${note}*`),
  ].join('\n');
}

/** The answer to the question what was said before. */
export function recall(earlier: readonly string[]): string {
  if (earlier.length === 0) return 'Nothing yet: this is the first thing you write here.';
  const list = earlier.map((text, index) => `${index + 1}. ${shorten(text)}`).join('\n');
  return `In this conversation you wrote, in this order:\n\n${list}`;
}

function shorten(text: string): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  return characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : characters.join('');
}
