import { fixture, html } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import '../../src/ui/define.js';
import { settle } from './fake-clock.js';
import { createFakeFetch, pushStream, type FakeFetch, type PushStream } from './fake-fetch.js';
import { write } from './screen.js';
import { nextFrame } from './until.js';

export { composerOf, conversationOf, deepElements, deepText, findButton, write } from './screen.js';
export { nextFrame as frame } from './until.js';

/** A chat on a server that the test plays by hand. */
export interface OpenChat {
  readonly chat: SseChat;
  readonly server: FakeFetch;
  /** Names of the DOM events that a page would hear, in order, without `sse-received`. */
  readonly heard: string[];
  /** Sends as a person does, and gives the stream of the answer, with nothing in it yet. */
  ask(text: string): Promise<PushStream>;
  /** Pushes messages, and waits until they are drawn. */
  push(stream: PushStream, ...messages: readonly object[]): Promise<void>;
  /** Waits until what has come is drawn. */
  drawn(): Promise<void>;
}

const names = ['send', 'stop', 'opened', 'finished', 'failed', 'interrupted', 'diagnosed'] as const;

/** Opens a chat in the page. Attributes come as a page would write them. */
export async function openChat(attributes: Record<string, string> = {}): Promise<OpenChat> {
  const server = createFakeFetch();
  const chat = await fixture<SseChat>(html`<sse-chat .fetch=${server.fetch}></sse-chat>`);
  const given = { endpoint: '/message', dialect: 'assistant-status', ...attributes };
  for (const [name, value] of Object.entries(given)) chat.setAttribute(name, value);
  const heard: string[] = [];
  for (const name of names) chat.addEventListener(`sse-${name}`, () => heard.push(name));

  const drawn = async (): Promise<void> => {
    await settle();
    await nextFrame();
    await nextFrame();
    await settle();
  };
  await drawn();
  return {
    chat,
    server,
    heard,
    drawn,
    async ask(text) {
      const stream = pushStream();
      server.answer(stream);
      await write(chat, text);
      await drawn();
      return stream;
    },
    async push(stream, ...messages) {
      for (const message of messages) stream.push(`data: ${JSON.stringify(message)}\n\n`);
      await drawn();
    },
  };
}
