import {
  connect,
  ConnectionError,
  type ConnectOptions,
  type SseMessage,
  type StreamRequest,
} from '../connection/index.js';
import type { Decoder } from '../dialects/dialect.js';
import type { StreamEventBody } from '../events/index.js';
import { gapTrouble } from './connection-trouble.js';

/** What a run's connection hands over while it goes on. */
export interface DriveSink {
  /** The server has begun to answer. */
  opened(status: number, resumed: boolean): void;
  /** Stream events, with the message that they came in, if it was one. */
  take(bodies: readonly StreamEventBody[], message?: SseMessage): void;
  /** Whether nothing more is wanted. Asked after every batch of messages. */
  isOver(): boolean;
}

/** How a run's connection ended. */
export type DriveEnd =
  | { readonly how: 'closed' }
  | { readonly how: 'stopped' }
  | { readonly how: 'failed'; readonly error: ConnectionError }
  /** By a mistake in code, which is thrown on. */
  | { readonly how: 'broken' };

/** Carries one run's messages from the connection through its decoder. Never rejects for wire trouble. */
export async function drive(
  request: StreamRequest,
  options: ConnectOptions,
  decoder: Decoder,
  sink: DriveSink,
): Promise<DriveEnd> {
  const { signal } = options;
  let hasOpened = false;
  try {
    for await (const item of connect(request, options)) {
      if (signal.aborted) return { how: 'stopped' };
      switch (item.type) {
        case 'opened':
          hasOpened = true;
          sink.opened(item.status, item.resumed);
          break;
        case 'gap':
          sink.take([gapTrouble]);
          break;
        case 'json':
          sink.take(decoder.decodeAnswer(item.text));
          break;
        case 'comment':
          sink.take([{ type: 'alive', from: 'comment' }]);
          break;
        case 'messages':
          for (const message of item.messages) {
            sink.take(decoder.decode(message), message);
            if (signal.aborted) return { how: 'stopped' };
          }
      }
      if (sink.isOver()) break;
    }
    if (signal.aborted) return { how: 'stopped' };
    sink.take(decoder.end());
    return { how: 'closed' };
  } catch (error) {
    if (signal.aborted) return { how: 'stopped' };
    if (!(error instanceof ConnectionError)) throw error;
    // A server that was asked to go on says so when there is nothing more.
    const isEnd = error.kind === 'no-content' && hasOpened;
    // What is left is still said, but a stream that broke has not ended well.
    sink.take(decoder.end().filter(({ type }) => isEnd || type !== 'run.end'));
    return isEnd ? { how: 'closed' } : { how: 'failed', error };
  }
}
