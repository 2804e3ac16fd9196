import { findDialect } from '../../dialects/index.js';
import type { History, HistoryMessage } from '../../events/index.js';
import type { DecisionDetails } from '../decision.js';
import { historyOf } from '../history-of.js';
import type { Inside } from '../inside.js';
import { isRunning } from '../selectors.js';
import { Session } from '../session.js';
import type { SessionSettings } from '../settings.js';
import type { Run } from '../state.js';
import { tabMeans, type TabEnvironment } from './environment.js';
import { groupName } from './group-name.js';
import type { Action, Op } from './tab-actions.js';
import { TabLink } from './tab-link.js';

/**
 * A session that the tabs of an origin share: one of them, the leader, has the connection, the others
 * show the same state. What a person does in any of them is done once, by the leader. When it goes,
 * another tab takes the run up where it was.
 */
export class TabSession extends Session {
  readonly #name: string;
  readonly #environment: TabEnvironment;
  readonly #inside: Inside;
  #link: TabLink | undefined;
  #group: string | undefined;
  #isAlone = false;
  #isClosed = false;

  /** @param name - Tells sessions of one origin apart. Empty: their endpoints do. */
  constructor(name: string, settings: SessionSettings = {}, environment: TabEnvironment = {}) {
    super(settings, { findDialect, ...environment });
    this.#name = name;
    this.#environment = environment;
    this.#inside = this.inside();
    this.#join();
  }

  override configure(settings: SessionSettings): void {
    super.configure(settings);
    this.#join();
  }

  override send(text: string): Promise<Run | undefined> {
    return this.#act('send', text) as Promise<Run | undefined>;
  }

  override open(): Promise<Run | undefined> {
    return this.#act('open') as Promise<Run | undefined>;
  }

  override retry(): Promise<Run | undefined> {
    return this.#act('retry') as Promise<Run | undefined>;
  }

  override reconnect(): void {
    void this.#act('reconnect');
  }

  override stop(): void {
    void this.#act('stop');
  }

  override async decide(id: string, choice: string, details?: DecisionDetails): Promise<void> {
    await this.#act('decide', id, choice, details);
  }

  override async cancel(operation: string): Promise<string | undefined> {
    return (await this.#act('cancel', operation)) as string | undefined;
  }

  override addHistory(messages: readonly HistoryMessage[], mode: History['mode'] = 'merge'): void {
    void this.#act('addHistory', JSON.stringify(historyOf(messages, mode).messages), mode);
  }

  override reset(): void {
    void this.#act('reset');
  }

  /** Leaves the other tabs to themselves. A run goes on in them, if there are any. */
  override close(): void {
    this.#isClosed = true;
    const link = this.#link;
    this.#leave();
    if (isRunning(this.state))
      this.#inside.store.take({ type: 'run.end', status: 'cancelled', reason: 'stopped' });
    super.close();
    link?.end();
  }

  /** What has to be asked is asked once, by the leader. */
  protected override get isLeading(): boolean {
    return this.#link?.isLeading ?? true;
  }

  #act(op: Op, ...args: readonly unknown[]): Promise<unknown> {
    return this.#link ? this.#link.act(op, args) : Promise.resolve(this.#perform(op, args));
  }

  #perform(op: Op, args: readonly unknown[]): unknown {
    const [text, mode] = args;
    if (op === 'addHistory')
      return super.addHistory(JSON.parse(String(text)), mode as History['mode']);
    return (Session.prototype[op] as (...args: unknown[]) => unknown).apply(this, [...args]);
  }

  #join(): void {
    if (this.#isClosed || this.#isAlone) return;
    const { requests } = this.#inside;
    const group = requests.problem ? undefined : groupName(this.#name, requests.settings);
    if (group === undefined || group === this.#group) return this.#link?.reconfigured();
    // Another group is another conversation.
    const before = this.#link;
    this.#leave();
    if (before) this.#perform('reset', []);
    before?.end();
    this.#group = group;
    const means = tabMeans(this.#environment);
    if (!means) return this.#goAlone();
    this.#link = new TabLink(group, means, {
      inside: this.#inside,
      perform: (op, args) => this.#perform(op, args),
      fail: () => this.#goAlone(),
    });
  }

  #leave(): readonly Action[] {
    const given = this.#link?.leave() ?? [];
    this.#link = undefined;
    return given;
  }

  /** Each tab has a connection of its own, as without sharing. */
  #goAlone(): void {
    this.#isAlone = true;
    const found =
      'Expected Web Locks and BroadcastChannel, which only secure pages have, found none';
    const message = `${found}; each tab has a connection of its own`;
    // Whoever makes a session cannot have subscribed yet.
    queueMicrotask(() =>
      this.#inside.store.notify({
        ...{ type: 'diagnosed', severity: 'warning', code: 'share-tabs' },
        message,
      }),
    );
    for (const { op, args, resolve } of this.#leave()) resolve(this.#perform(op, args));
  }
}
