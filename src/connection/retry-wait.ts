import { abortError, onAbort, throwIfAborted } from './abort.js';
import type { Clock } from './clock.js';
import type { ConnectionError } from './connection-error.js';
import type { ConnectionStatus } from './connection-status.js';
import type { NetworkWatch } from './network-watch.js';
import type { PageWatch } from './page-watch.js';
import type { RetryBell } from './retry-bell.js';

/** What can end a wait. */
export interface Waiting {
  readonly clock: Clock;
  /** `undefined` for a server that is there without a network. */
  readonly network: NetworkWatch | undefined;
  readonly page: PageWatch;
  readonly bell: RetryBell | undefined;
  readonly signal: AbortSignal;
}

export interface RetryWait extends Waiting {
  /** Milliseconds until the try. */
  readonly delay: number;
  /** Not before this moment (ms since the epoch), not even when the network has returned. */
  readonly earliest: number;
  /** The spread of the tries when the network returns, in milliseconds. */
  readonly spread: number;
  /** For the status. The second one in a row and later ones are not made while nobody looks. */
  readonly attempt: number;
  readonly error: ConnectionError | undefined;
  readonly onStatus: (status: ConnectionStatus) => void;
}

/**
 * Waits until the next try is due, the device is online and the page is there; or until a person asks.
 * @returns Whether it was held up: then the tries before it say nothing of the server.
 * @throws ConnectionError what the signal was aborted with; no timer and no listener stays.
 */
export async function waitToRetry(wait: RetryWait): Promise<boolean> {
  const { attempt, clock, error, network, onStatus, page, signal } = wait;
  let due = clock.now() + wait.delay;
  let hold: 'offline' | 'away' | undefined;
  let announced: number | 'offline' | undefined;
  let wasHeld = false;
  let needsViewer = attempt > 1;
  for (;;) {
    throwIfAborted(signal);
    const now = clock.now();
    const before = hold;
    needsViewer ||= page.state === 'frozen';
    if (network?.online === false) hold = 'offline';
    else hold = needsViewer && page.state !== 'visible' ? 'away' : undefined;
    if (before && !hold) {
      // People do not return to their pages all in one moment, devices do return to a network so.
      const spread = before === 'offline' ? clock.random() * wait.spread : 0;
      due = Math.max(wait.earliest, now + spread);
    }
    wasHeld ||= hold !== undefined;
    const left = due - now;
    if (!hold && left <= 0) return wasHeld;
    const news = hold === 'offline' ? hold : due;
    if (announced !== news) {
      if (news === 'offline') onStatus({ phase: 'offline' });
      else onStatus({ phase: 'reconnecting', attempt, at: due, ...(error && { error }) });
    }
    announced = news;
    if (await pause(wait, hold ? undefined : Math.min(left, LONGEST_PAUSE))) return true;
    // A clock that was set back makes no wait longer.
    due += Math.min(0, clock.now() - now);
  }
}

/**
 * Waits until a person asks for more tries, or the network or the page returns.
 * @returns Whether a person asked.
 * @throws ConnectionError what the signal was aborted with; no listener stays.
 */
export async function waitForReturn(waiting: Waiting): Promise<boolean> {
  const { network, page, signal } = waiting;
  const isAway = (): boolean => network?.online === false || page.state !== 'visible';
  for (let wasAway = isAway(); ; wasAway = isAway()) {
    throwIfAborted(signal);
    if (await pause(waiting, undefined)) return true;
    if (wasAway && !isAway()) return false;
  }
}

/** A timer stands still while the device sleeps. Short ones notice soon that what they wait for is over. */
const LONGEST_PAUSE = 1_000;

/** Until the delay is over or something has changed. Whether a person asked. */
function pause(
  { bell, clock, network, page, signal }: Waiting,
  delay: number | undefined,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const undo: (() => void)[] = [];
    const stop = (): void => undo.forEach((step) => step());
    const end = (): void => {
      stop();
      resolve(false);
    };
    if (delay !== undefined) {
      const timer = clock.setTimeout(end, delay);
      undo.push(() => clock.clearTimeout(timer));
    }
    if (network) undo.push(network.subscribe(end));
    undo.push(page.subscribe(end));
    const ask = (): void => {
      stop();
      resolve(true);
    };
    if (bell) undo.push(bell.subscribe(ask));
    const abort = (): void => {
      stop();
      reject(abortError(signal));
    };
    undo.push(onAbort(signal, abort));
  });
}
