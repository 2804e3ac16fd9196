import type { Clock, ConnectionError, ConnectionStatus } from '../connection/index.js';
import {
  diagnoseCut,
  diagnoseWhole,
  LONGEST_SILENCE,
  silentStream,
  type Diagnosis,
  type StreamRecord,
} from './diagnose-stream.js';

/** Watches a run's connection for what is wrong with its deployment, one attempt after the other. */
export class StreamWatch {
  readonly #clock: Clock;
  /** Not one JSON answer, which comes at its end. */
  readonly #isStream: boolean;
  readonly #diagnose: (diagnosis: Diagnosis) => void;
  #record: StreamRecord | undefined;
  #timer: unknown;

  constructor(clock: Clock, isStream: boolean, diagnose: (diagnosis: Diagnosis) => void) {
    this.#clock = clock;
    this.#isStream = isStream;
    this.#diagnose = diagnose;
  }

  /** The connection's status is another one. */
  see(status: ConnectionStatus): void {
    const now = this.#clock.now();
    if (status.phase === 'connecting') {
      this.stop();
      this.#record = { sentAt: now, heardAt: now, messages: 0 };
      if (!this.#isStream) return;
      this.#timer = this.#clock.setTimeout(() => this.#diagnose(silentStream), LONGEST_SILENCE);
    } else if (status.phase === 'live') {
      if (this.#record) this.#record.heardAt = now;
    } else if (status.phase === 'reconnecting' || status.phase === 'paused') {
      this.end(false, status.error);
    } else if (status.phase === 'offline') {
      // A cut by the device's own network says nothing of the server's.
      this.stop();
    }
  }

  /** A comment came, or so many messages. */
  hear(messages = 0): void {
    this.#clock.clearTimeout(this.#timer);
    const record = this.#record;
    if (!record) return;
    record.heardAt = this.#clock.now();
    record.firstAt ??= record.heardAt;
    record.messages += messages;
  }

  /** The attempt is over, and the run with it if it is whole. */
  end(isWhole: boolean, error?: ConnectionError): void {
    const record = this.#record;
    this.stop();
    if (!record) return;
    const now = this.#clock.now();
    const found = isWhole ? diagnoseWhole(record, now) : diagnoseCut(record, now, error);
    if (found) this.#diagnose(found);
  }

  /** Leaves no timer behind. Safe to call twice. */
  stop(): void {
    this.#record = undefined;
    this.#clock.clearTimeout(this.#timer);
  }
}
