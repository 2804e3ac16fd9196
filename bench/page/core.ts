import { createParser } from 'eventsource-parser';
import {
  connect,
  createMessageDecoder,
  defaultLimits,
  openStream,
} from '../../src/connection/index.js';
import { agentChat } from '../../src/dialects/agent-chat.js';
import { Session } from '../../src/session/index.js';
import { nextTask } from './frames.js';

const address = (count: number) => new URL(`/messages?count=${count}`, location.href).href;

/** Reads so many messages from the server, each way, and says how many there were; the one that says `end` does not count. */
export const readers = {
  async createParser(count: number): Promise<number> {
    let messages = 0;
    const parser = createParser({ onEvent: () => (messages += 1) });
    const { body } = await fetch(address(count));
    const reader = body?.getReader();
    const decoder = new TextDecoder();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      parser.feed(decoder.decode(piece.value, { stream: true }));
    }
    return messages - 1;
  },

  async EventSource(count: number): Promise<number> {
    let messages = 0;
    const source = new EventSource(address(count));
    source.addEventListener('message_delta', () => (messages += 1));
    await new Promise((resolve) => source.addEventListener('end', resolve));
    source.close();
    return messages;
  },

  async messages(count: number): Promise<number> {
    let messages = 0;
    const stream = await openStream({ url: address(count), method: 'GET' });
    if (stream.kind !== 'stream') return 0;
    for await (const message of stream.messages) if (message.event !== 'end') messages += 1;
    return messages;
  },

  async batches(count: number): Promise<number> {
    let messages = 0;
    const stream = await openStream({ url: address(count), method: 'GET' });
    if (stream.kind !== 'stream') return 0;
    for await (const batch of stream.batches) messages += batch.length;
    return messages - 1;
  },

  async connect(count: number): Promise<number> {
    let messages = 0;
    const { signal } = new AbortController();
    const request = { url: address(count), method: 'GET' } as const;
    for await (const item of connect(request, { signal, whenEnded: 'finish' })) {
      if (item.type === 'messages') messages += item.messages.length;
    }
    return messages - 1;
  },

  /** With the dialect, the reducer and the notices. */
  async Session(count: number): Promise<number> {
    const endpoint = address(count);
    const session = new Session({ endpoint, method: 'GET', dialect: agentChat });
    let messages = 0;
    session.subscribe((notice) => {
      if (notice.type === 'received' && notice.event.type === 'text.delta') messages += 1;
    });
    await session.send('Go on');
    session.close();
    return messages;
  },
};

export type ReaderName = keyof typeof readers;

/** Milliseconds for one message of so many MiB in pieces of the size that networks have. */
function bigMessage(mebibytes: number): number {
  const length = mebibytes * 2 ** 20;
  const decoder = createMessageDecoder({ limits: { ...defaultLimits, messageLength: Infinity } });
  const bytes = new TextEncoder().encode(`data: ${'x'.repeat(length)}\n\n`);
  const start = performance.now();
  let messages = 0;
  for (let at = 0; at < bytes.byteLength; at += 1_460) {
    messages += decoder.decode(bytes.subarray(at, at + 1_460)).length;
  }
  if (messages !== 1) throw new Error(`Expected one message, got ${messages}`);
  return performance.now() - start;
}

let held: unknown;

/** A line without an end, until the decoder refuses it. Holds the decoder; returns the bytes it took. */
function endlessLine(): number {
  const decoder = createMessageDecoder();
  const piece = new TextEncoder().encode('data: '.padEnd(1_460, 'x'));
  let bytes = 0;
  for (; !decoder.error && bytes < 64 * 2 ** 20; bytes += piece.byteLength) decoder.decode(piece);
  held = decoder;
  return held === undefined || !decoder.error ? Infinity : bytes;
}

/** Runs one after the other on a signal that outlives them. */
async function runs(times: number, signal: AbortSignal): Promise<void> {
  const answer = () =>
    new Response('data: x\n\n', { headers: { 'content-type': 'text/event-stream' } });
  for (let time = 0; time < times; time += 1) {
    const request = { url: location.href, method: 'GET' } as const;
    const options = {
      signal,
      whenEnded: 'finish',
      fetch: () => Promise.resolve(answer()),
    } as const;
    for await (const item of connect(request, options)) void item;
    await nextTask();
  }
}

const { signal } = new AbortController();

export const core = {
  readers,
  bigMessage,
  endlessLine,
  runs: (times: number) => runs(times, signal),
};

declare global {
  interface Window {
    core: typeof core;
  }
}

window.core = core;
