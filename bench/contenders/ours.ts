import '../../src/ui/chat/chat.define.js';
import type { SseChat } from '../../src/ui/chat/chat.js';
import type { Contender, OldMessage } from './contender.js';

/** The whole chat, fed with the bytes of an event stream: one event for each token. */
class Ours implements Contender {
  #chat: SseChat | undefined;
  #stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #encoder = new TextEncoder();
  /** What a server sends for each piece. */
  readonly #prepared = new Map<readonly string[], Uint8Array>();

  async mount(root: HTMLElement): Promise<void> {
    const chat = document.createElement('sse-chat');
    chat.endpoint = '/never-asked';
    chat.dialect = 'agent-chat';
    chat.fetch = () => Promise.resolve(this.#answer());
    this.#chat = chat;
    root.append(chat);
    await chat.updateComplete;
  }

  async open(messages: readonly OldMessage[]): Promise<void> {
    await this.begin();
    const list = messages.map(({ role, text }) => ({ role, content: text }));
    this.#send(event('history', list));
    this.end();
  }

  async begin(): Promise<void> {
    this.#stream = undefined;
    void this.#chat?.send('Go on');
    while (!this.#stream) await new Promise((resolve) => void setTimeout(resolve));
  }

  prepare(pieces: readonly (readonly string[])[]): void {
    for (const piece of pieces) this.#prepared.set(piece, this.#encode(piece));
  }

  write(tokens: readonly string[]): void {
    this.#stream?.enqueue(this.#prepared.get(tokens) ?? this.#encode(tokens));
    this.#prepared.delete(tokens);
  }

  end(): void {
    this.#send(event('completed', {}));
    this.#stream?.close();
  }

  unmount(): void {
    this.#chat?.remove();
  }

  #answer(): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#stream = controller;
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  #encode(tokens: readonly string[]): Uint8Array {
    return this.#encoder.encode(
      tokens.map((content) => event('message_delta', { content })).join(''),
    );
  }

  #send(text: string): void {
    this.#stream?.enqueue(this.#encoder.encode(text));
  }
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

export const contender: Contender = new Ours();
