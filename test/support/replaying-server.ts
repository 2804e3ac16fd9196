import { eventStreamResponse, pushStream, textResponse, type PushStream } from './fake-fetch.js';

/** One run of a server that keeps what it has sent, and goes on after any id. */
export interface ReplayingServer {
  readonly fetch: typeof fetch;
  /** Every request, in order. */
  readonly requests: readonly { readonly method: string; readonly headers: Headers }[];
  /** Streams that are open now. */
  readonly live: number;
  /** The most streams that were open at one time. */
  readonly most: number;
  /** Sends messages, as `event` and `data`, to all who listen, now and later. */
  send(...messages: readonly WireMessage[]): void;
  /** There is nothing more to come. */
  end(): void;
}

export interface WireMessage {
  readonly event?: string;
  readonly data: string;
}

export function createReplayingServer(): ReplayingServer {
  const requests: { method: string; headers: Headers }[] = [];
  const sent: string[] = [];
  let streams: PushStream[] = [];
  let isOver = false;
  let most = 0;
  const live = (): PushStream[] => (streams = streams.filter((stream) => stream.isLive));

  return {
    requests,
    get live() {
      return live().length;
    },
    get most() {
      return most;
    },
    send(...messages) {
      for (const { event, data } of messages) {
        const name = event === undefined ? '' : `event: ${event}\n`;
        const lines = data.replaceAll('\n', '\ndata: ');
        sent.push(`id: ${sent.length + 1}\n${name}data: ${lines}\n\n`);
        for (const stream of live()) stream.push(sent.at(-1) ?? '');
      }
    },
    end() {
      isOver = true;
      for (const stream of live()) stream.end();
    },
    async fetch(_input, { method = 'GET', headers, signal } = {}) {
      signal?.throwIfAborted();
      const request = { method, headers: new Headers(headers) };
      requests.push(request);
      const after = Number(request.headers.get('last-event-id') ?? 0);
      if (isOver && after === sent.length) return textResponse(204);
      const stream = pushStream();
      signal?.addEventListener('abort', () =>
        stream.fail(new DOMException('The client has gone', 'AbortError')),
      );
      if (after < sent.length) stream.push(sent.slice(after).join(''));
      streams.push(stream);
      most = Math.max(most, live().length);
      if (isOver) stream.end();
      return eventStreamResponse(stream.body);
    },
  };
}
