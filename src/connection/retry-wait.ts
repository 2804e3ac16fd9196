import { abortError, onAbort, throwIfAborted } from './abort.js';
import type { Clock } from './clock.js';
import type { ConnectionError } from './connection-error.js';
import type { ConnectionStatus } from './connection-status.js';
import type { NetworkWatch } from './network-watch.js';

export interface RetryWait {
  /** Milliseconds until the try. */
  readonly delay: number;
  /** Not before this moment (ms since the epoch), not even when the network has returned. */
  readonly earliest: number;
  /** The spread of the tries when the network returns, in milliseconds. */
  readonly spread: number;
  /** For the status. */
  readonly attempt: number;
  readonly error: ConnectionError | undefined;
  readonly clock: Clock;
  /** `undefined` for a server that is there without a network. */
  readonly network: NetworkWatch | undefined;
  readonly signal: AbortSignal;
  readonly onStatus: (status: ConnectionStatus) => void;
}

/**
 * Waits until the next try is due and the device is online.
 * @returns Whether the device was offline meanwhile: then the tries before it say nothing of the server.
 * @throws ConnectionError what the signal was aborted with; no timer and no listener stays.
 */
export async function waitToRetry(wait: RetryWait): Promise<boolean> {
  const { attempt, clock, error, network, onStatus, signal } = wait;
  let due = clock.now() + wait.delay;
  let announced: number | 'offline' | undefined;
  let wasOffline = false;
  for (;;) {
    throwIfAborted(signal);
    if (network?.online === false) {
      if (announced !== 'offline') onStatus({ phase: 'offline' });
      announced = 'offline';
      wasOffline = true;
      await pause(wait, undefined);
      due = Math.max(wait.earliest, clock.now() + clock.random() * wait.spread);
      continue;
    }
    const left = due - clock.now();
    if (left <= 0) return wasOffline;
    if (announced !== due)
      onStatus({ phase: 'reconnecting', attempt, at: due, ...(error && { error }) });
    announced = due;
    await pause(wait, left);
  }
}

/** Until the delay is over or the network has changed, whichever comes first. */
function pause({ clock, network, signal }: RetryWait, delay: number | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const undo: (() => void)[] = [];
    const stop = (): void => undo.forEach((step) => step());
    const end = (): void => {
      stop();
      resolve();
    };
    if (delay !== undefined) {
      const timer = clock.setTimeout(end, delay);
      undo.push(() => clock.clearTimeout(timer));
    }
    if (network) undo.push(network.subscribe(end));
    const abort = (): void => {
      stop();
      reject(abortError(signal));
    };
    undo.push(onAbort(signal, abort));
  });
}
