import type { SseChat, StreamEvent } from '../../src/index.js';
import { conversationOf, deepElements, deepText, findButton, write } from './screen.js';
import { nextFrame, until } from './until.js';

/** A chat that speaks to a real server, used as a person does. */
export interface LiveChat {
  readonly chat: SseChat;
  /** Names of the DOM events that a page would hear, in order, without `sse-received`. */
  readonly heard: readonly string[];
  /** The stream events that a page would hear. */
  readonly received: readonly StreamEvent[];
  /** Says something. */
  say(text: string): Promise<void>;
  /** Says something, and waits until the answer is over and drawn. */
  ask(text: string): Promise<void>;
  /** Presses the button of that name as soon as it is there. */
  press(name: string): Promise<void>;
  /** Presses a button, and waits until the answer that it begins or ends is over and drawn. */
  pressToEnd(name: string): Promise<void>;
  /** Waits until the words are on the screen. */
  shows(words: string): Promise<void>;
}

const ends = ['sse-finished', 'sse-failed', 'sse-interrupted'] as const;
const others = ['sse-send', 'sse-stop', 'sse-opened', 'sse-diagnosed'] as const;

/** Uses a chat that is there, in the page of the test or in an iframe. */
export function followChat(chat: SseChat): LiveChat {
  const heard: string[] = [];
  const received: StreamEvent[] = [];
  for (const name of [...ends, ...others]) {
    chat.addEventListener(name, () => heard.push(name.replace('sse-', '')));
  }
  chat.addEventListener('sse-received', ({ event }) => received.push(event));

  let over = 0;
  for (const name of ends) chat.addEventListener(name, () => (over += 1));
  const toEnd = async (begin: () => Promise<void>): Promise<void> => {
    const before = over;
    await begin();
    await until('the answer to be over', () => over > before);
    await drawn(chat);
  };
  const press = async (name: string): Promise<void> => {
    const button = await until(`a button "${name}"`, () => findButton(chat, name));
    button.click();
  };
  return {
    chat,
    heard,
    received,
    press,
    say: (text) => write(chat, text),
    ask: (text) => toEnd(() => write(chat, text)),
    pressToEnd: (name) => toEnd(() => press(name)),
    shows: async (words) => {
      await until(`"${words}" on the screen`, () => deepText(chat).includes(words));
    },
  };
}

/** Waits until all that has come is drawn: long texts take several frames. */
async function drawn(chat: SseChat): Promise<void> {
  await nextFrame();
  await nextFrame();
  const elements = deepElements(chat, 'sse-message, sse-markdown, sse-tool');
  await Promise.all(elements.map((element) => (element as SseChat).updateComplete));
}

/** What a person sees went wrong, each in its own place. */
export function alertsOf(chat: Element): string[] {
  const places = deepElements(chat, '.trouble, .notice, .error, .line.over');
  return places.map(deepText).filter((text) => text !== '');
}

/** The line that says what the agent does now; undefined when there is none. */
export function statusOf(chat: Element): string | undefined {
  const line = chat.shadowRoot?.querySelector('[part=status]');
  return line ? deepText(line) : undefined;
}

/** The last message, with the name of its author. */
export function lastMessage(chat: Element): string | undefined {
  return conversationOf(chat).at(-1);
}

/** The lines of the tool calls, in order: `create_todo finished 0.1 s`. */
export function toolsOf(chat: Element): string[] {
  return deepElements(chat, 'sse-tool').map((tool) => {
    const summary = tool.shadowRoot?.querySelector('summary');
    return summary ? deepText(summary) : '';
  });
}
