import type { SseMessage } from '../connection/index.js';
import { refuse } from '../dialects/request.js';
import type { History, HistoryMessage, Trouble } from '../events/index.js';
import { Asides } from './asides.js';
import { AutoRetry } from './auto-retry.js';
import { endNotice, endOf, lost } from './conclude.js';
import { connectionTrouble } from './connection-trouble.js';
import type { DecisionDetails } from './decision.js';
import { driveRun, type RunDrive } from './drive-run.js';
import type { DriveEnd } from './drive.js';
import { historyOf } from './history-of.js';
import type { Inside } from './inside.js';
import { isLost, Live } from './live.js';
import type { SessionNotice } from './notice.js';
import { beginningOf, Proposals, type Begin, type Beginning } from './proposals.js';
import { Redactor } from './redact.js';
import { enterRun } from './reduce.js';
import { decisionAt, rejectionIn } from './reduce-checkpoint.js';
import { Requests, type Prepared, type SessionEnvironment } from './requests.js';
import { newRun, numberOf, textOf } from './run.js';
import { fatalTrouble, findRun, isRunning } from './selectors.js';
import type { SessionSettings } from './settings.js';
import { initialState, type Run, type SessionState } from './state.js';
import { Store } from './store.js';

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
  readonly #proposals: Proposals;
  readonly #autoRetry: AutoRetry;

  constructor(settings: SessionSettings = {}, environment: SessionEnvironment = {}) {
    this.#store = new Store(
      () => this.#requests.clock.now(),
      (event) => this.#redactor.redact(event, this.#requests.settings),
    );
    this.#requests = new Requests(this.#store, settings, environment);
    this.#asides = new Asides(this.#store, this.#requests);
    const begin: Begin = (...given) => void this.#begin(...given);
    this.#proposals = new Proposals(this.#store, this.#requests, begin);
    this.#autoRetry = new AutoRetry(this.#requests.clock, () => void this.retry());
    // Nobody can have subscribed yet.
    if (this.#requests.showProblem()) queueMicrotask(() => this.#requests.diagnoseProblem());
  }

  /** What is true now. A new object whenever something has changed. */
  get state(): SessionState {
    return this.#store.state;
  }

  /** Where requests go: a host, with its port. Empty without a usable endpoint. */
  readonly host = (): string => this.#requests.host;

  /** Takes new settings. They hold from the next request on; a run that goes on is not disturbed. */
  configure(settings: SessionSettings): void {
    if (this.#isClosed) return;
    this.#requests.configure(settings);
    if (!settings.autoRetry) this.#autoRetry.cancel();
    if (this.#requests.showProblem()) this.#requests.diagnoseProblem();
    this.#offer();
  }

  /** Calls back with every notice. Returns the undo, which is safe to call twice. */
  subscribe(listener: (notice: SessionNotice) => void): () => void {
    return this.#store.subscribe(listener);
  }

  /**
   * From now on, where the settings hold a proposal, a person has to approve it before a run with it
   * begins. It is asked at once. `open()` waits for nobody.
   */
  askFirst(): void {
    if (this.#proposals.ask(true)) this.#offer();
  }

  /**
   * Sends what a person says and reads the answer to its end.
   * @returns the run when its stream has closed, or at once when it waits for approval; undefined when
   *   nothing was sent, with the reason in `state.notice`.
   */
  send(text: string): Promise<Run | undefined> {
    return this.#begin({ text });
  }

  /** Starts a run without a word from a person, where the dialect knows such runs. */
  open(): Promise<Run | undefined> {
    const dialect = this.#requests.dialect();
    if (!dialect || dialect.opens) {
      this.#proposals.ask(false);
      return this.#begin({});
    }
    const message = `Expected a dialect whose runs begin by themselves, found "${dialect.name}"`;
    this.#store.diagnose('autoconnect', message);
    return Promise.resolve(undefined);
  }

  /** Sends the latest run's text again as a run of its own; what had come stays. */
  retry(): Promise<Run | undefined> {
    const { run } = this.state;
    if (!run || run.status === 'running' || this.#isClosed) return Promise.resolve(undefined);
    if (this.#proposals.again(run)) return Promise.resolve(undefined);
    return this.#begin({ ...beginningOf(run), retryOf: run.id });
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
    if (this.#proposals.decide(checkpointId, choice)) return;
    await this.#asides.decide(checkpointId, choice, details);
    const { connection, run } = this.state;
    if (!isLost(connection) || !run || decisionAt(run, checkpointId)?.phase !== 'closed') return;
    if (rejectionIn(run) === 'closed') this.#endRejected();
    // The server has just answered.
    else this.reconnect();
  }

  /** Asks the server to cancel one operation. Returns why that failed, if it did. */
  async cancel(operation: string): Promise<string | undefined> {
    return this.#isClosed ? undefined : this.#asides.cancel(operation);
  }

  /**
   * Takes in a record of the conversation, oldest message first: all of it (`merge`, `replace`) or what came
   * before all that is shown (`before`). It asks no server, and can be called before the first `send()`.
   */
  addHistory(messages: readonly HistoryMessage[], mode: History['mode'] = 'merge'): void {
    if (!this.#isClosed) this.#store.take(historyOf(messages, mode));
  }

  /** Forgets the conversation; the next `send()` begins a new one. */
  reset(): void {
    if (this.#isClosed) return;
    this.stop();
    this.#asides.abandon();
    this.#requests.forget();
    this.#store.change(({ dialect }) => ({ ...initialState, ...(dialect && { dialect }) }));
    this.#requests.tellAbilities();
    this.#requests.showProblem();
    this.#offer();
  }

  /** The end of this session: no request, no notice, no timer after it. Safe to call twice. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.stop();
    this.#asides.abandon();
    this.#proposals.withdraw();
    this.#store.change((state) => ({ ...state, connection: { phase: 'closed' } }));
    this.#store.close();
  }

  /** Whether it has to begin by itself what has to be begun. */
  protected get isLeading(): boolean {
    return true;
  }

  protected inside(): Inside {
    return {
      store: this.#store,
      requests: this.#requests,
      takeUp: (seen) => this.#takeUp(seen),
      letGo: () => this.#letGo(),
      offer: () => this.#offer(),
    };
  }

  async #begin(beginning: Beginning, isApproved = false): Promise<Run | undefined> {
    if (this.#isClosed) return undefined;
    // A stream that lingers when its run is over stands in nobody's way.
    if (this.#live && !isRunning(this.state)) this.stop();
    const { text = '', retryOf } = beginning;
    const prepared = this.#live
      ? refuse('busy', 'Wait for the answer to be complete, or stop it first.')
      : this.#requests.prepare(text, retryOf);
    if ('type' in prepared) {
      if (!isApproved || !this.#proposals.giveBack(prepared)) this.#store.show(prepared);
      this.#store.notify({ type: 'failed', trouble: prepared });
      return undefined;
    }
    if (!isApproved && this.#proposals.hold(beginning)) return this.state.run;
    this.#autoRetry.cancel();
    // Other tabs have numbered runs, too.
    this.#runs = Math.max(this.#runs, numberOf(this.state.run)) + 1;
    const { waiting } = this.#proposals;
    const id = waiting?.id ?? `run-${this.#runs}`;
    const run = newRun({ id, at: this.#requests.clock.now(), ...beginning });
    const live = new Live(id);
    this.#live = live;
    const { status, startedAt } = run;
    const begun = isApproved && waiting ? { ...waiting, status, startedAt } : run;
    this.#store.change((state) => enterRun(state, begun));
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
    if (rejectionIn(this.state.run) === 'closed') return this.#endRejected();
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
      end = prepared ? await this.#drive({ prepared, text, live, seen }) : lost();
    } finally {
      if (this.#live === live) this.#conclude(live, end);
    }
    return findRun(this.state, live.id) ?? live.run;
  }

  #drive(what: Pick<RunDrive, 'prepared' | 'text' | 'live' | 'seen'>): Promise<DriveEnd> {
    return driveRun({
      ...what,
      store: this.#store,
      requests: this.#requests,
      redactor: this.#redactor,
      rejection: () => rejectionIn(this.state.run),
      endRejected: () => this.#endRejected(),
      confirm: () => this.#proposals.confirm(),
    });
  }

  /** Who has said no wants nothing more. */
  #endRejected(): void {
    this.#store.take({ type: 'run.end', status: 'cancelled', reason: 'rejected' });
    this.stop();
  }

  /** The stream has closed: what became of the run, in the state and as a notice. */
  #conclude(live: Live, end: DriveEnd): void {
    const isOurs = (): boolean => this.#live === live;
    const isUnheard = end.how === 'failed' && !live.hasOpened;
    const trouble = isUnheard && this.#proposals.giveBack(connectionTrouble(end.error));
    if (findRun(this.state, live.id)?.status === 'running') {
      for (const body of endOf(end, live.hasOpened)) if (isOurs()) this.#store.take(body);
    }
    // A listener may have gone on meanwhile: stopped it, or begun another.
    if (!isOurs()) return;
    this.#live = undefined;
    if (this.state.notice?.code === 'busy') this.#store.show(undefined);
    const run = findRun(this.state, live.id);
    if (!run) return;
    live.run = run;
    const notice = trouble ? ({ type: 'failed', trouble, run } as const) : endNotice(run);
    // Before the notice: whoever tries again because of it calls this off.
    if (notice.type === 'failed') this.#scheduleRetry(run, notice.trouble);
    this.#store.notify(notice);
    this.#offer();
  }

  /** Asks what a person has still to approve, once no stream is open. */
  #offer(): void {
    if (!this.#live && !this.#isClosed && this.isLeading) this.#proposals.offer();
  }

  #scheduleRetry(run: Run, trouble: Trouble | undefined, earliest?: number): void {
    if (trouble && this.#requests.settings.autoRetry)
      this.#autoRetry.schedule(run, trouble, earliest);
  }
}
