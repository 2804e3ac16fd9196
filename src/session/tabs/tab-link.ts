import { randomId } from '../../connection/random-id.js';
import { reportUncaught } from '../report-error.js';
import { isRunning } from '../selectors.js';
import type { Inside } from '../inside.js';
import type { SessionState } from '../state.js';
import { isTabMessage } from './check-message.js';
import type { TabMeans } from './environment.js';
import { isOp, TabActions, type Action, type Op } from './tab-actions.js';
import { TabCopy } from './tab-copy.js';
import { TabGroup, type TabMember } from './tab-group.js';
import { compareTerms, nowhere, type Outcome, type Place, type TabMessage } from './tab-message.js';
import { TabRelay } from './tab-relay.js';

/** The session that a link makes one with those of other tabs. */
export interface TabOwner {
  readonly inside: Inside;
  /** Does here and now what a person has done in some tab. */
  perform(op: Op, args: readonly unknown[]): unknown;
  /** Tabs cannot share here. */
  fail(): void;
}

type Message<T extends TabMessage['type']> = TabMessage & { readonly type: T };

/** Milliseconds after which a leader does not begin an action: by then its tab may be asking another. */
const LONGEST_WAY = 5_000;

/** Milliseconds after which a try that was due and is not made counts as forgotten. */
const LONGEST_DELAY = 5_000;

/**
 * Keeps a session the same in all tabs of a group. The leader tells of every step, a follower does each
 * after it. Messages are numbered within the leader's term: who has missed one asks for the whole state.
 */
export class TabLink implements TabMember {
  readonly #owner: TabOwner;
  readonly #means: TabMeans;
  readonly #group: TabGroup;
  readonly #copy: TabCopy;
  readonly #actions = new TabActions();
  readonly #id = randomId();
  readonly #unsubscribe: () => void;
  #count = 0;
  /** There is one while this tab leads. */
  #relay: TabRelay | undefined;
  #place = nowhere;
  /** A message was missed, and the state is asked for. */
  #isBehind = false;

  constructor(name: string, means: TabMeans, owner: TabOwner) {
    this.#owner = owner;
    this.#means = means;
    this.#copy = new TabCopy(owner.inside);
    this.#unsubscribe = owner.inside.store.subscribe((notice) => {
      if (!/^(finished|failed|interrupted)$/.test(notice.type) || !('run' in notice)) return;
      this.#copy.forgetSeen();
      this.#actions.settleRuns(this.#state, false);
    });
    this.#group = new TabGroup(name, means, this);
    this.#group.start();
  }

  get isLeading(): boolean {
    return this.#relay !== undefined;
  }

  get #state(): SessionState {
    return this.#copy.state;
  }

  /** The state is that of a leader, or was. */
  get #isSynced(): boolean {
    return this.#place !== nowhere;
  }

  /** Has something done once, wherever the leader is. */
  act(op: Op, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = `${this.#id}/${(this.#count += 1)}`;
      const action = { op, args, resolve, reject };
      this.#actions.add(id, action);
      if (this.#relay) this.#carryOut(id, action, true);
      else if (this.#isSynced) this.#ask(id, action);
      this.#group.watch();
    });
  }

  /** The settings are others. Whatever that has changed in a follower's state, the leader's holds. */
  reconfigured(): void {
    if (!this.#relay) this.#hail({ ...this.#place, n: -1 });
  }

  /** Leaves the group. What was not begun is given back. */
  leave(): readonly Action[] {
    this.#group.leave();
    this.#unsubscribe();
    return this.#actions.untaken.map(([, action]) => action);
  }

  /** Ends what somebody still waits for. */
  end(): void {
    this.#actions.end(this.#state);
  }

  lead(): void {
    const { requests, store } = this.#owner.inside;
    const after = this.#isSynced ? this.#place : undefined;
    this.#place = this.#after(this.#place, 0);
    this.#isBehind = false;
    this.#post({ type: 'steps', ...this.#place, after, steps: [] });
    this.#relay = store.relay = new TabRelay(
      requests,
      (step) => this.#copy.note(step),
      (steps) => {
        this.#place = { ...this.#place, n: this.#place.n + 1 };
        this.#post({ type: 'steps', ...this.#place, steps });
      },
    );
    this.#copy.goOn();
    this.#actions.settleRuns(this.#state, true);
    for (const [id, action] of this.#actions.untaken) this.#carryOut(id, action, false);
    this.#owner.inside.offer();
  }

  follow(): void {
    this.#relay?.flush();
    this.#relay = this.#owner.inside.store.relay = undefined;
    this.#owner.inside.letGo();
  }

  greet(): void {
    this.#hail(this.#place);
  }

  needsLeader(): boolean {
    if (this.#isBehind || !this.#isSynced) return true;
    return isRunning(this.#state) || this.#actions.size > 0;
  }

  canHandOver(): boolean {
    return !isRunning(this.#state) || this.#copy.isResumable;
  }

  isLeaderLate(): boolean {
    const { connection } = this.#state;
    // A hidden page may be slow, and wait until it is seen; this one is.
    if (this.#means.page.state !== 'visible' || !this.#copy.isResumable) return false;
    const due = connection.phase === 'reconnecting' ? connection.at : Infinity;
    return due + LONGEST_DELAY < this.#means.clock.now();
  }

  fail(): void {
    this.#owner.fail();
  }

  hear(message: unknown): void {
    if (!isTabMessage(message)) return;
    if (message.type === 'act') this.#group.trust();
    if (this.#relay) this.#hearAsLeader(message);
    else if (message.type === 'steps' || message.type === 'state') this.#hearLeader(message);
    this.#group.watch();
  }

  #hearLeader(message: Message<'steps' | 'state'>): void {
    // One that leads no more; or one that has never heard of the leader before it, and has to.
    if (compareTerms(message, this.#place) < 0) return this.#catchUp();
    this.#group.trust();
    if (message.type === 'steps') this.#goAlong(message);
    else if ((message.to ?? this.#id) === this.#id) this.#adopt(message);
  }

  #hearAsLeader(message: TabMessage): void {
    switch (message.type) {
      case 'hello':
        if (compareTerms(message, this.#place) > 0)
          return this.#group.afterNews(() => this.#overtake(message));
        return this.#answer(message.from, message);
      case 'act':
        return this.#heed(message);
      case 'offer':
        return this.#consider(message);
      default:
      // Another leader: one that does not know yet that it is none any more, or a liar.
    }
  }

  #answer(to: string | undefined, place: Place): void {
    this.#relay?.flush();
    const isEqual = compareTerms(place, this.#place) === 0 && place.n === this.#place.n;
    if (isEqual) this.#post({ type: 'steps', ...this.#place, steps: [] });
    else this.#post({ type: 'state', to, ...this.#place, snapshot: this.#copy.whole });
  }

  /** A follower has had a leader that this one has never heard of: a clock was set back, say. */
  #overtake(message: Message<'hello'>): void {
    this.#relay?.flush();
    this.#place = this.#after(message, this.#place.n);
    this.#answer(message.from, nowhere);
  }

  #heed({ id, op, args, at }: Message<'act'>): void {
    if (!isOp(op, args) || this.#actions.wasTaken(id)) return;
    if (this.#means.clock.now() - at > LONGEST_WAY) this.#conclude({ late: id });
    else this.#carryOut(id, { op, args }, false);
  }

  /** @param isDirect - Whether a person has just asked for it here. */
  #carryOut(id: string, { op, args }: Pick<Action, 'op' | 'args'>, isDirect: boolean): void {
    const relay = this.#relay;
    // Every tab opens by itself what is open already.
    const isNeedless = op === 'open' && !isDirect && this.#state.run !== undefined;
    const result = Promise.resolve(isNeedless ? undefined : this.#owner.perform(op, args));
    this.#conclude({ took: id, run: this.#state.run?.id });
    result.then(
      (value) => {
        // Who leads no more knows no more of it.
        if (relay === this.#relay) this.#conclude({ done: id, value: idOf(value) ?? value });
      },
      (error: unknown) => {
        if (!this.#actions.reject(id, error)) reportUncaught(error);
      },
    );
  }

  #conclude(outcome: Outcome): void {
    this.#relay?.push(outcome);
    this.#actions.settle(outcome, this.#state);
  }

  /** A tab knows of a conversation. The one that it makes of this one is news for all. */
  #consider({ from, snapshot }: Message<'offer'>): void {
    if (!this.#copy.isNew) return this.#answer(from, nowhere);
    const { store } = this.#owner.inside;
    store.relay = undefined;
    this.#copy.take(snapshot);
    store.relay = this.#relay;
    this.#answer(undefined, nowhere);
    this.#copy.goOn();
  }

  #adopt({ term, by, n, snapshot }: Message<'state'>): void {
    if (snapshot.isNew && !this.#copy.isNew)
      return this.#post({ type: 'offer', from: this.#id, snapshot: this.#copy.whole });
    this.#copy.take(snapshot);
    this.#moveTo({ term, by, n });
  }

  #goAlong({ term, by, n, after, steps }: Message<'steps'>): void {
    const place = { term, by, n };
    const isStart = compareTerms(place, this.#place) > 0;
    const fits = isStart
      ? after !== undefined && compareTerms(after, this.#place) === 0 && after.n === this.#place.n
      : n === this.#place.n + Math.min(steps.length, 1);
    if (!fits) return this.#catchUp();
    this.#moveTo(place);
    for (const step of steps) {
      if ('took' in step || 'done' in step) this.#actions.settle(step, this.#state);
      else if (!('late' in step)) this.#copy.do(step);
      else
        for (const [id, action] of this.#actions.untaken)
          if (id === step.late) this.#ask(id, action);
    }
  }

  /** Asks for the state: at once, and then now and then until it has come. */
  #catchUp(): void {
    if (!this.#isBehind) this.greet();
    this.#isBehind = true;
  }

  #moveTo(place: Place): void {
    const isNews = compareTerms(place, this.#place) !== 0;
    this.#place = place;
    this.#isBehind = false;
    this.#actions.settleRuns(this.#state, isNews);
    if (isNews) for (const [id, action] of this.#actions.untaken) this.#ask(id, action);
  }

  /** A place in a term of this tab's, after another one. */
  #after({ term }: Place, n: number): Place {
    return { term: Math.max(term + 1, Math.floor(this.#means.clock.now())), by: this.#id, n };
  }

  #ask(id: string, { op, args }: Action): void {
    this.#group.trust();
    this.#post({ type: 'act', id, op, args, at: this.#means.clock.now() });
  }

  #hail(place: Place): void {
    this.#post({ type: 'hello', from: this.#id, ...place });
  }

  #post(message: TabMessage): void {
    this.#group.post(message);
  }
}

/** A run crosses by its id. */
function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value
    ? String(value.id)
    : undefined;
}
