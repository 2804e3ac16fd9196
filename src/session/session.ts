import {
  RetryBell,
  type Clock,
  type ConnectionStatus,
  type ConnectOptions,
} from '../connection/index.js';
import { Asides } from './asides.js';
import { AutoRetry } from './auto-retry.js';
import { endNotice, endOf } from './conclude.js';
import { gapTrouble, refusal } from './connection-trouble.js';
import type { DecisionDetails } from './decision.js';
import { drive, type DriveEnd } from './drive.js';
import { driveWithFeed, type FeedSink } from './drive-with-feed.js';
import type { SessionNotice } from './notice.js';
import { Redactor } from './redact.js';
import { enterRun } from './reduce.js';
import { decisionAt, rejectionIn } from './reduce-checkpoint.js';
import { Requests, type Prepared, type SessionEnvironment } from './requests.js';
import { newRun, textOf } from './run.js';
import { findRun, isRunning } from './selectors.js';
import type { SessionSettings } from './settings.js';
import { initialState, type Run, type SessionState } from './state.js';
import { Store } from './store.js';

/** The run whose stream is open. */
interface Live {
  readonly id: string;
  readonly abort: AbortController;
  /** Rings when a person wants a try now. */
  readonly bell: RetryBell;
  /** Whether the server has begun to answer. */
  hasOpened: boolean;
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
    const { connection, run } = this.state;
    if (!isLost(connection) || !run || decisionAt(run, checkpointId)?.phase !== 'closed') return;
    if (this.#rejection() === 'closed') this.#endRejected();
    // The server has just answered.
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
    this.#redactor = new Redactor();
    this.#runs += 1;
    const live: Live = {
      id: `run-${this.#runs}`,
      abort: new AbortController(),
      bell: new RetryBell(),
      hasOpened: false,
    };
    this.#live = live;
    const run = newRun({ id: live.id, at: this.#requests.clock.now(), ...seed });
    this.#store.change((state) => enterRun(state, run));
    let end: DriveEnd = { how: 'broken' };
    try {
      end = await this.#drive(prepared, text, live);
    } finally {
      if (this.#live === live) this.#conclude(live, end);
    }
    return findRun(this.state, live.id);
  }

  #drive({ dialect, request, feed }: Prepared, text: string, live: Live): Promise<DriveEnd> {
    const { bell } = live;
    const { signal } = live.abort;
    const { maxRetries, idempotent, idleTimeout } = this.#requests.settings;
    const resumer = this.#requests.resumer();
    const isFeed = dialect.whenClosed === 'reopen';
    let isResumed = false;
    let sessionId: string | undefined;
    const decoder = dialect.createDecoder(text, () => this.#rejection() !== undefined);
    const options: ConnectOptions & { readonly clock: Clock } = {
      ...this.#requests.options(),
      ...{ bell, signal, maxRetries, idempotent, idleTimeout },
      /** An answer that can be taken up again is not whole until its run is over. Asked at the end. */
      get whenEnded() {
        if (!resumer) return dialect.whenClosed;
        return decoder.isComplete ? 'finish' : 'reopen';
      },
      resume: resumer && (() => (isRunning(this.state) ? resumer(sessionId) : undefined)),
      onStatus: (connection) => {
        if (signal.aborted) return;
        // Opened again, some servers would begin anew.
        if (isLost(connection) && this.#rejection() === 'closed') this.#endRejected();
        else this.#store.change((state) => ({ ...state, connection }));
      },
    };
    const sink: FeedSink = {
      opened: (status, resumed) => {
        const isGap = isFeed && live.hasOpened && !resumed;
        live.hasOpened = true;
        isResumed = resumed;
        this.#store.notify({ type: 'opened', status, resumed });
        if (isGap) sink.gap();
      },
      gap: () => sink.take([gapTrouble]),
      take: (bodies, message) => {
        for (const body of bodies) {
          if (!signal.aborted) this.#store.take(body, message);
        }
        // Of this run: the page may set another for the next one meanwhile.
        sessionId = this.state.sessionId ?? sessionId;
        const { dialect: name } = decoder;
        if (name === 'auto' || name === this.state.dialect || signal.aborted) return;
        this.#store.change((state) => ({ ...state, dialect: name }));
      },
      // After a failure nothing of use follows; what is opened again does not end by itself.
      isOver: () =>
        this.state.run?.status === 'failed' || ((isFeed || isResumed) && !isRunning(this.state)),
      diagnose: (diagnosis) =>
        this.#store.notify({ type: 'diagnosed', severity: 'warning', ...diagnosis }),
    };
    return feed
      ? driveWithFeed(feed, request, options, decoder, sink)
      : drive(request, options, decoder, sink);
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
    const isFailed = notice.type === 'failed';
    // Before the notice: whoever tries again because of it calls this off.
    if (isFailed && this.#requests.settings.autoRetry)
      this.#autoRetry.schedule(run, notice.trouble);
    this.#store.notify(notice);
  }
}

/** Whether a connection was there, and is to be opened again. */
function isLost(connection: ConnectionStatus): boolean {
  if (connection.phase === 'connecting') return connection.attempt > 0;
  if (connection.phase === 'offline') return !connection.open;
  return connection.phase === 'reconnecting' || connection.phase === 'paused';
}
