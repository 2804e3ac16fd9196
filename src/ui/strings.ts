/** How a part of the work did not end well, for those who listen. */
export type BadEnd = 'failed' | 'denied' | 'cancelled';

/**
 * What the elements say aloud by themselves. Each is a whole sentence, so that it can be said in any language.
 * A page puts its own in place before the first element is drawn:
 * `Object.assign(customElements.get('sse-chat').strings, { stopped: 'Angehalten.' })`.
 */
export interface Strings {
  working: string;
  complete: string;
  /** For an answer that was not read out. */
  completeWords: (words: number) => string;
  /** For a run without an answer in words. */
  done: string;
  stopped: string;
  waiting: string;
  decision: (title: string) => string;
  decisionLater: string;
  failed: string;
  thinking: string;
  thought: (seconds: number) => string;
  speaker: (name: string) => string;
  agent: (name: string) => string;
  tool: (name: string) => string;
  step: (name: string) => string;
  badEnd: (name: string, end: BadEnd) => string;
  /** For steps that came faster than they can be said. */
  moreSteps: (count: number) => string;
  history: (messages: number) => string;
  code: (lines: number) => string;
  image: (description: string) => string;
  copied: string;
  /** What was to be copied is selected. */
  copyFailed: string;
  progress: (name: string, state: string) => string;
  notCancelled: (why: string) => string;
  reconnecting: string;
}

const many = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;

export const strings: Strings = {
  working: 'The agent is working.',
  complete: 'Answer complete.',
  completeWords: (words) => `Answer complete, ${many(words, 'word', 'words')}.`,
  done: 'Done.',
  stopped: 'Stopped.',
  waiting: 'The agent waits for you.',
  decision: (title) => `A decision waits for you: ${title}`,
  decisionLater: 'A decision waits for you. It opens when you stop writing.',
  failed: 'The answer could not be completed.',
  thinking: 'Thinking.',
  thought: (seconds) => `Thought for ${many(seconds, 'second', 'seconds')}.`,
  speaker: (name) => `${name} speaks.`,
  agent: (name) => `Agent ${name}.`,
  tool: (name) => `Tool ${name}.`,
  step: (name) => `Step: ${name}.`,
  badEnd: (name, end) => `${name} ${end === 'failed' ? 'failed' : `was ${end}`}.`,
  moreSteps: (count) => `${many(count, 'more step', 'more steps')}.`,
  history: (messages) => `${many(messages, 'message', 'messages')} loaded.`,
  code: (lines) => `Code, ${many(lines, 'line', 'lines')}.`,
  image: (description) => (description === '' ? 'image' : `image: ${description}`),
  copied: 'Copied.',
  copyFailed: 'Selected: press Ctrl+C to copy.',
  progress: (name, state) => `${name}: ${state}`,
  notCancelled: (why) => `Not cancelled. ${why}`,
  reconnecting: 'Connection lost, retrying.',
};
