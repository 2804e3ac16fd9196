import { ConnectionError, type SseMessage } from '../connection/index.js';
import type { Trouble } from '../events/index.js';
import { Asides } from './asides.js';
import { AutoRetry } from './auto-retry.js';
import { endNotice, endOf } from './conclude.js';
import { refusal } from './connection-trouble.js';
import type { DecisionDetails } from './decision.js';
import { driveRun, type RunDrive } from './drive-run.js';
import type { DriveEnd } from './drive.js';
import { isLost, Live } from './live.js';
import type { SessionNotice } from './notice.js';
import { Redactor } from './redact.js';
import { enterRun } from './reduce.js';
import { rejectionIn } from './reduce-checkpoint.js';
import { Requests, type Prepared, type SessionEnvironment } from './requests.js';
import { newRun, textOf } from './run.js';
import { fatalTrouble, findRun, isRunning } from './selectors.js';
import type { SessionSettings } from './settings.js';
import { initialState, type Run, type SessionState } from './state.js';
import { Store } from './store.js';

/** What a session that is shown in several tabs needs of its base. */
export interface Inside {
  readonly store: Store;
  readonly requests: Requests;
  /**
   * Goes on with the run in the state, which another tab has begun, after the messages that have come of
   * it. Where that cannot be, the run ends as interrupted.
   */
  takeUp(seen: readonly SseMessage[] | undefined): void;
  /** Lets go of the connection, and leaves the run as it is to another tab. */
  letGo(): void;
}

/**
 * One conversation: its connection and its state. It sends what a person asks for, reads what comes
 * back, and tells its subscribers. At most one connection is live at a time.
 *
 * Nothing is requested before the first `send()` or `open()`. Wire trouble never rejects or throws:
 * it is part of the state and of a notice.
 */
export class Session {
  #live: Live | undefined;
  #redactor = new Redactor();
  #isClosed = false;
  #runs = 0;
  readonly #store: Store;
  readonly #requests: Requests;
  readonly #asides: Asides;
  readonly #autoRetry: AutoRetry;

  constructor(settings: SessionSettings = {}, environment: SessionEnvironment = {}) {
    this.#store = new Store(
      () => this.#requests.clock.now(),
      (event) => this.#redactor.redact(event, this.#requests.settings),
    );
    this.#requests = new Requests(this.#store, settings, environment);
    this.#asides = new Asides(this.#store, this.#requests);
    this.#autoRetry = new AutoRetry(this.#requests.clock, () => void this.retry());
    // Nobody can have subscribed yet.
    if (this.#requests.showProblem()) queueMicrotask(() => this.#requests.diagnoseProblem());
  }

  /** What is true now. A new object whenever something has changed. */
  get state(): SessionState {
    return this.#store.state;
  }

  /** Takes new settings. They hold from the next request on; a run that goes on is not disturbed. */
  configure(settings: SessionSettings): void {
    if (this.#isClosed) return;
    this.#requests.configure(settings);
    if (!settings.autoRetry) this.#autoRetry.cancel();
    if (this.#requests.showProblem()) this.#requests.diagnoseProblem();
  }

  /** Calls back with every notice. Returns the undo, which is safe to call twice. */
  subscribe(listener: (notice: SessionNotice) => void): () => void {
    return this.#store.subscribe(listener);
  }

  /**
   * Sends what a person says and reads the answer to its end.
   * @returns the run when its stream has closed; undefined when nothing was sent, with the reason in
   *   `state.notice`.
   */
  send(text: string): Promise<Run | undefined> {
    return this.#begin({ text });
  }

  /** Starts a run without a word from a person, where the dialect knows such runs. */
  open(): Promise<Run | undefined> {
    const dialect = this.#requests.dialect();
    if (!dialect || dialect.opens) return this.#begin({});
    const message = `Expected a dialect whose runs begin by themselves, found "${dialect.name}"`;
    this.#store.notify({ type: 'diagnosed', severity: 'warning', code: 'autoconnect', message });
    return Promise.resolve(undefined);
  }

  /** Sends the latest run's text again as a run of its own; what had come stays. */
  retry(): Promise<Run | undefined> {
    const { run } = this.state;
    if (!run || run.status === 'running') return Promise.resolve(undefined);
    return this.#begin({ ...(run.input && { text: textOf(run.input) }), retryOf: run.id });
  }

  /**
   * Makes the next try of a lost connection now, and has it go on with the same run where all tries were
   * used up. Does nothing while the connection is live, or no run goes on.
   */
  reconnect(): void {
    this.#live?.bell.ring();
  }

  /**
   * Ends the run that goes on, at once and for good, and keeps what has come. A retry that waits is called
   * off. Losing the connection does not end a run; this does.
   */
  stop(): void {
    this.#autoRetry.cancel();
    const live = this.#live;
    if (!live) return;
    live.abort.abort();
    this.#store.change((state) => ({ ...state, connection: { phase: 'idle' } }));
    this.#conclude(live, { how: 'stopped' });
  }

  /**
   * Answers a checkpoint. It is pending until the server has confirmed it; when the server could not
   * be told, it is open again with the reason. A second answer while one is pending is not sent.
   */
  async decide(checkpointId: string, choice: string, details: DecisionDetails = {}): Promise<void> {
    if (this.#isClosed) return;
    await this.#asides.decide(checkpointId, choice, details);
    if (!isLost(this.state.connection)) return;
    // The server has just answered, or the person has said that nothing more is wanted.
    if (this.#rejection() === 'closed') this.#endRejected();
    else this.reconnect();
  }

  /** Asks the server to cancel one operation. Returns why that failed, if it did. */
  async cancel(operation: string): Promise<string | undefined> {
    return this.#isClosed ? undefined : this.#asides.cancel(operation);
  }

  /** Forgets the conversation; the next `send()` begins a new one. */
  reset(): void {
    if (this.#isClosed) return;
    this.stop();
    this.#asides.abandon();
    this.#requests.forget();
    this.#store.change(({ dialect }) => ({ ...initialState, ...(dialect && { dialect }) }));
    this.#requests.showProblem();
  }

  /** The end of this session: no request, no notice, no timer after it. Safe to call twice. */
  close(): void {
    if (this.#isClosed) return;
    this.stop();
    this.#isClosed = true;
    this.#asides.abandon();
    this.#store.change((state) => ({ ...state, connection: { phase: 'closed' } }));
    this.#store.close();
  }

  protected inside(): Inside {
    return {
      store: this.#store,
      requests: this.#requests,
      takeUp: (seen) => this.#takeUp(seen),
      letGo: () => this.#letGo(),
    };
  }

  async #begin(seed: { text?: string; retryOf?: string }): Promise<Run | undefined> {
    if (this.#isClosed) return undefined;
    // A stream that lingers when its run is over stands in nobody's way.
    if (this.#live && !isRunning(this.state)) this.stop();
    const { text = '', retryOf } = seed;
    const prepared = this.#live
      ? refusal('busy', 'Wait for the answer to be complete, or stop it first.')
      : this.#requests.prepare(text, retryOf);
    if ('type' in prepared) {
      this.#store.show(prepared);
      this.#store.notify({ type: 'failed', trouble: prepared });
      return undefined;
    }
    this.#autoRetry.cancel();
    // Other tabs have numbered runs, too.
    this.#runs = Math.max(this.#runs, numberOf(this.state.run)) + 1;
    const live = new Live(`run-${this.#runs}`);
    this.#live = live;
    const run = newRun({ id: live.id, at: this.#requests.clock.now(), ...seed });
    this.#store.change((state) => enterRun(state, run));
    return this.#follow(live, prepared, text);
  }

  #takeUp(seen: readonly SseMessage[] | undefined): void {
    const { run } = this.state;
    if (run?.status === 'failed' && run.retryOf === undefined)
      this.#scheduleRetry(run, fatalTrouble(run), this.#requests.clock.now());
    if (run?.status !== 'running') return;
    const text = run.input ? textOf(run.input) : '';
    const live = new Live(run.id);
    // From the beginning on nothing can be missing.
    live.hasOpened = seen?.length !== 0;
    this.#live = live;
    if (this.#rejection() === 'closed') return this.#endRejected();
    void this.#follow(live, seen && this.#requests.takeUp(text, run.id), text, seen);
  }

  #letGo(): void {
    this.#autoRetry.cancel();
    this.#asides.abandon();
    const live = this.#live;
    this.#live = undefined;
    live?.abort.abort();
  }

  /** Reads the answer to a run, from its beginning or after what has come, to its end. */
  async #follow(
    live: Live,
    prepared: Prepared | undefined,
    text: string,
    seen?: readonly SseMessage[],
  ): Promise<Run | undefined> {
    this.#redactor = new Redactor();
    let end: DriveEnd = { how: 'broken' };
    try {
      end = prepared ? await this.#drive({ prepared, text, live, seen }) : lost;
    } finally {
      if (this.#live === live) this.#conclude(live, end);
    }
    return findRun(this.state, live.id);
  }

  #drive(what: Pick<RunDrive, 'prepared' | 'text' | 'live' | 'seen'>): Promise<DriveEnd> {
    return driveRun({
      ...what,
      store: this.#store,
      requests: this.#requests,
      redactor: this.#redactor,
      rejection: () => this.#rejection(),
      endRejected: () => this.#endRejected(),
    });
  }

  /** How far the person's rejection of a checkpoint in the latest run is. */
  #rejection(): 'pending' | 'closed' | undefined {
    return this.state.run && rejectionIn(this.state.run);
  }

  /** Who has said no wants nothing more. */
  #endRejected(): void {
    this.#store.take({ type: 'run.end', status: 'cancelled', reason: 'rejected' });
    this.stop();
  }

  /** The stream has closed: what became of the run, in the state and as a notice. */
  #conclude(live: Live, end: DriveEnd): void {
    const isOurs = (): boolean => this.#live === live;
    if (findRun(this.state, live.id)?.status === 'running') {
      for (const body of endOf(end, live.hasOpened)) if (isOurs()) this.#store.take(body);
    }
    // A listener may have gone on meanwhile: stopped it, or begun another.
    if (!isOurs()) return;
    this.#live = undefined;
    if (this.state.notice?.code === 'busy') this.#store.show(undefined);
    const run = findRun(this.state, live.id);
    if (!run) return;
    const notice = endNotice(run);
    // Before the notice: whoever tries again because of it calls this off.
    if (notice.type === 'failed') this.#scheduleRetry(run, notice.trouble);
    this.#store.notify(notice);
  }

  #scheduleRetry(run: Run, trouble: Trouble | undefined, earliest?: number): void {
    if (trouble && this.#requests.settings.autoRetry)
      this.#autoRetry.schedule(run, trouble, earliest);
  }
}

/** How the connection of a run has ended that nobody can go on with. */
const lost: DriveEnd = {
  how: 'failed',
  error: new ConnectionError('cut', 'Expected an answer that can be taken up again'),
};

/** The number that ends a run's id. */
function numberOf(run: Run | undefined): number {
  return Number(/\d+$/.exec(run?.id ?? '')?.[0] ?? 0);
}
