import { fatalTrouble, type ConnectionStatus, type SessionState } from '../../session/index.js';
import type { Urgency } from '../speech-queue.js';
import { strings } from '../strings.js';

/** What a person sees of a connection that is not well. */
export interface ConnectionView {
  readonly kind: LossKind | 'slow' | 'back' | 'gap' | 'over';
  readonly text: string;
  readonly button?: 'Try now' | 'Reconnect' | 'Retry' | 'Dismiss';
  /** What the button is for goes on already. */
  readonly isBusy?: boolean;
}

/** What is said of it to those who listen. */
interface Spoken {
  readonly text: string;
  readonly urgency: Urgency;
}

type LossKind = 'lost' | 'stalled' | 'offline' | 'paused';

/** Milliseconds after which a loss is shown: a blink must not flash. */
const SHOWN_AFTER = 1_000;
/** Milliseconds after which it is announced. */
const SPOKEN_AFTER = 3_000;
/** Milliseconds after which a first request is shown that has no answer yet. */
const SLOW_AFTER = 5_000;
/** Milliseconds for which it is shown that the connection is there again. */
const BACK_FOR = 2_500;

/**
 * Follows the connection of a session and says what is to be seen of it: nothing as long as all is well.
 * It has no clock; times are epoch milliseconds, NaN for never.
 */
export class ConnectionWatch {
  #runId: string | undefined;
  #wasLive = false;
  #waitingAt = NaN;
  #lostAt = NaN;
  #backAt = NaN;
  #gaps = 0;
  #readGaps = 0;
  #spokenGaps = 0;
  #spokenEnd: string | undefined;
  readonly #spoken = new Set<ConnectionView['kind']>();

  /** Takes what is true from now on. */
  heed({ connection, run }: SessionState, now: number): void {
    if (run?.id !== this.#runId) {
      this.#runId = run?.id;
      this.#wasLive = false;
      this.#readGaps = this.#spokenGaps = 0;
    }
    const isRunning = run?.status === 'running';
    this.#gaps = isRunning ? run.troubles.filter(({ code }) => code === 'gap').length : 0;
    const { phase } = connection;
    const isLost = lossOf(connection) !== undefined;
    const isConnecting = phase === 'connecting';
    if (!isConnecting || isLost) this.#waitingAt = NaN;
    else if (Number.isNaN(this.#waitingAt)) this.#waitingAt = now;
    if (isLost && Number.isNaN(this.#lostAt)) {
      this.#lostAt = now;
      this.#spoken.clear();
    } else if (!isLost && !isConnecting) {
      if (phase !== 'live') this.#backAt = NaN;
      else if (now - this.#lostAt >= SHOWN_AFTER) this.#backAt = now;
      this.#lostAt = NaN;
    }
    this.#wasLive ||= phase === 'live';
  }

  /** The person has read that something may be missing. */
  readGaps(): void {
    this.#readGaps = this.#gaps;
  }

  /** @param withEnd - Whether a run is told of as well that did not end well. */
  view(
    { connection, run }: SessionState,
    now: number,
    withEnd: boolean,
  ): ConnectionView | undefined {
    const loss = lossOf(connection);
    // Where the server asks to wait there is no blink to wait for.
    const isRefused = connection.phase === 'reconnecting' && connection.error?.retryAfter;
    if (loss && (isRefused || now - this.#lostAt >= SHOWN_AFTER)) {
      return this.#loss(loss, connection, now);
    }
    if (now - this.#waitingAt >= SLOW_AFTER) {
      return { kind: 'slow', text: 'Waiting for the server to answer…' };
    }
    if (this.#gaps > this.#readGaps) {
      return { kind: 'gap', text: 'Something may be missing.', button: 'Dismiss' };
    }
    if (now - this.#backAt < BACK_FOR) return { kind: 'back', text: 'Connected again.' };
    const hasFailed = run?.status === 'cut' || run?.status === 'failed';
    const trouble = withEnd && hasFailed ? fatalTrouble(run) : undefined;
    return trouble && { kind: 'over', text: trouble.text, button: 'Retry' };
  }

  /** What is to be announced of a view now, if anything; each thing once. */
  speak({ kind, text }: ConnectionView, now: number): Spoken | undefined {
    if (kind === 'gap') {
      if (this.#gaps <= this.#spokenGaps) return undefined;
      this.#spokenGaps = this.#gaps;
      return { text, urgency: 'polite' };
    }
    if (kind === 'over') {
      if (this.#spokenEnd === this.#runId) return undefined;
      this.#spokenEnd = this.#runId;
      return { text, urgency: 'assertive' };
    }
    // That it is back is news to those who have heard of the loss.
    if (kind === 'back' && this.#spoken.size === 0) return undefined;
    if (now - this.#lostAt < SPOKEN_AFTER || this.#spoken.has(kind)) return undefined;
    this.#spoken.add(kind);
    return { text: kind === 'lost' ? strings.reconnecting : text, urgency: 'polite' };
  }

  /** When something else may have to be shown, in milliseconds from now; absent when nothing will. */
  next({ connection }: SessionState, now: number): number | undefined {
    const second =
      connection.phase === 'reconnecting' ? (connection.at - now) % 1_000 || 1_000 : NaN;
    const moments = [
      this.#lostAt + SHOWN_AFTER,
      this.#lostAt + SPOKEN_AFTER,
      this.#waitingAt + SLOW_AFTER,
      this.#backAt + BACK_FOR,
      now + second,
    ].filter((moment) => moment > now);
    return moments.length === 0 ? undefined : Math.min(...moments) - now;
  }

  #loss(kind: LossKind, connection: ConnectionStatus, now: number): ConnectionView {
    if (kind === 'stalled') {
      return { kind, text: 'Nothing has come for a while. Still listening…' };
    }
    if (connection.phase === 'offline') {
      const text = 'You are offline.';
      return connection.open ? { kind, text } : { kind, text, button: 'Try now' };
    }
    if (kind === 'paused') {
      const text = this.#wasLive ? 'Could not reconnect.' : 'Could not connect.';
      return { kind, text, button: 'Reconnect' };
    }
    const { at = now, error } = connection.phase === 'reconnecting' ? connection : {};
    const seconds = Math.max(0, Math.ceil((at - now) / 1_000));
    const lost = this.#wasLive ? 'Connection lost' : 'No connection';
    const why = error?.retryAfter === undefined ? lost : 'The server asks to wait';
    const status = error?.status === undefined ? '' : ` (${error.status})`;
    const again = seconds === 0 ? 'retrying…' : `retrying in ${seconds}\u00a0s`;
    return { kind, text: `${why}${status}, ${again}`, button: 'Try now', isBusy: seconds === 0 };
  }
}

function lossOf(connection: ConnectionStatus): LossKind | undefined {
  const { phase } = connection;
  if (phase === 'stalled' || phase === 'offline' || phase === 'paused') return phase;
  const isAgain = phase === 'connecting' && connection.attempt > 0;
  return isAgain || phase === 'reconnecting' ? 'lost' : undefined;
}
