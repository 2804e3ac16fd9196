import {
  connect,
  ConnectionError,
  type Clock,
  type ConnectOptions,
  type SseMessage,
  type StreamRequest,
} from '../connection/index.js';
import type { Decoder } from '../dialects/dialect.js';
import type { StreamEventBody } from '../events/index.js';
import type { Diagnosis } from './diagnose-stream.js';
import { StreamWatch } from './stream-watch.js';
import { WorkTime } from './work-time.js';

/** How a run's connection is kept. */
export interface DriveOptions extends ConnectOptions {
  readonly clock: Clock;
}

/** What a run's connection hands over while it goes on. */
export interface DriveSink {
  /** The server has begun to answer. */
  opened(status: number, resumed: boolean): void;
  /** Something is missing before what follows. */
  gap(): void;
  /** Stream events, with the message that they came in, if it was one. */
  take(bodies: readonly StreamEventBody[], message?: SseMessage): void;
  /** Whether nothing more is wanted. Asked after every batch of messages. */
  isOver(): boolean;
  /** Something is wrong with the deployment. */
  diagnose(diagnosis: Diagnosis): void;
}

/** How a run's connection ended. */
export type DriveEnd =
  | { readonly how: 'closed' }
  | { readonly how: 'stopped' }
  | { readonly how: 'failed'; readonly error: ConnectionError }
  /** By a mistake in code, which is thrown on. */
  | { readonly how: 'broken' };

/**
 * Carries one run's messages from the connection through its decoder. Never rejects for wire trouble.
 *
 * @param hasOpened - Whether the server had begun to answer before.
 */
export async function drive(
  request: StreamRequest,
  options: DriveOptions,
  decoder: Decoder,
  sink: DriveSink,
  hasOpened = false,
): Promise<DriveEnd> {
  const { clock, signal } = options;
  const workTime = new WorkTime(clock);
  const watch = new StreamWatch(clock, request.accept !== 'json', (found) => sink.diagnose(found));
  const watched: ConnectOptions = {
    ...options,
    get whenEnded() {
      return options.whenEnded;
    },
    onStatus(status) {
      watch.see(status);
      options.onStatus?.(status);
    },
  };
  let isOpen = hasOpened;
  let isWhole = false;
  const take = (bodies: readonly StreamEventBody[], message?: SseMessage): void => {
    isWhole ||= bodies.some(({ type }) => type === 'run.end');
    sink.take(bodies, message);
  };
  try {
    for await (const item of connect(request, watched)) {
      if (signal.aborted) return { how: 'stopped' };
      switch (item.type) {
        case 'opened':
          isOpen = true;
          sink.opened(item.status, item.resumed);
          break;
        case 'gap':
          sink.gap();
          break;
        case 'json':
          take(decoder.decodeAnswer(item.text));
          break;
        case 'comment':
          watch.hear();
          take([{ type: 'alive', from: 'comment' }]);
          break;
        case 'messages':
          watch.hear(item.messages.length);
          workTime.begin();
          for (const message of item.messages) {
            take(decoder.decode(message), message);
            if (workTime.isUp()) await workTime.rest();
            if (signal.aborted) return { how: 'stopped' };
          }
      }
      if (sink.isOver()) break;
    }
    if (signal.aborted) return { how: 'stopped' };
    take(decoder.end());
    watch.end(isWhole);
    return { how: 'closed' };
  } catch (error) {
    if (signal.aborted) return { how: 'stopped' };
    if (!(error instanceof ConnectionError)) throw error;
    // A server that was asked to go on says so when there is nothing more.
    const isEnd = error.kind === 'no-content' && isOpen;
    if (!isWhole) watch.end(false, error);
    // What is left is still said, but a stream that broke has not ended well.
    sink.take(decoder.end().filter(({ type }) => isEnd || type !== 'run.end'));
    return isEnd ? { how: 'closed' } : { how: 'failed', error };
  } finally {
    watch.stop();
  }
}
