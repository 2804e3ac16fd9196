// Seven tabs that come, go, crash, are put aside and hang, in whatever order.
import { expect } from 'chai';
import { textOf } from '../../../src/session/index.js';
import { seededRandom } from '../../support/chunked-body.js';
import { createReplayingServer } from '../../support/replaying-server.js';
import { createTabBrowser, type Tab, type TabBrowser } from '../../support/tab-browser.js';

const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const words = Array.from({ length: 30 }, (_, index) => `${index} `);

/** Milliseconds after which somebody leads, whatever has happened. */
const longestWait = 15_000;

describe('Seven tabs in any order of events', () => {
  it('have one connection, never two, and end alike with nothing lost or doubled', async () => {
    for (const seed of seeds) {
      const tabs = await start(seed);
      for (let step = 0; step < 40; step += 1) {
        await tabs.disturb(['open', 'close', 'crash', 'freeze', 'resume', 'speak', 'speak']);
        const isThere = tabs.some(({ isAside, tab }) => !isAside && tab.session.state.run);
        expect(tabs.server.live, `seed ${seed}, step ${step}`).to.equal(isThere ? 1 : 0);
      }
      await tabs.end();
      tabs.expectAlike(`seed ${seed}`);
      expect(tabs.server.most).to.equal(1);
      await tabs.expectNothingLeft();
    }
  }).timeout(60_000);

  it('do so when some of them hang as well, but for the connection that a hung one keeps', async () => {
    for (const seed of seeds) {
      const tabs = await start(seed);
      for (let step = 0; step < 40; step += 1) {
        await tabs.disturb(['open', 'close', 'crash', 'freeze', 'resume', 'hang', 'thaw', 'speak']);
      }
      await tabs.end();
      tabs.expectAlike(`seed ${seed}`);
      await tabs.expectNothingLeft();
    }
  }).timeout(60_000);
});

interface Place {
  readonly tab: Tab;
  isAside: boolean;
  isHanging: boolean;
}

type Event = 'open' | 'close' | 'crash' | 'freeze' | 'resume' | 'hang' | 'thaw' | 'speak';

class Tabs {
  readonly server = createReplayingServer();
  readonly #random: () => number;
  readonly #browser: TabBrowser;
  #places: Place[] = [];
  #said = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.#browser = createTabBrowser(this.#random);
  }

  async begin(): Promise<this> {
    this.#open();
    await this.#browser.settle();
    for (const { tab } of this.#places) void tab.session.send('Count');
    await this.#browser.settle();
    this.server.send({ event: 'session_initialized', data: '{"session_id": "s"}' });
    await this.#browser.settle();
    return this;
  }

  some(condition: (place: Place) => unknown): boolean {
    return this.#places.some(condition);
  }

  /** One of these happens, and some time passes. */
  async disturb(events: readonly Event[]): Promise<void> {
    const event = this.#pick(events);
    const place = this.#pick(this.#places);
    if (event === 'speak') this.#speak();
    else if (event === 'open') this.#open();
    else if (place) this.#change(event, place);
    const wait = this.#random() < 0.3 ? Math.ceil(this.#random() * longestWait) : 1;
    await this.#browser.advance(wait);
  }

  /** All who are left come back, and the server ends. */
  async end(): Promise<void> {
    for (const place of this.#places) {
      this.#change('thaw', place);
      this.#change('resume', place);
    }
    await this.#browser.advance(longestWait);
    expect(this.server.live).to.equal(1);
    for (const _ of words) this.#speak();
    this.server.send({
      event: 'completed',
      data: JSON.stringify({ final_message: words.join('') }),
    });
    await this.#browser.settle();
  }

  expectAlike(when: string): void {
    const runs = this.#places.map(({ tab }) => tab.session.state.run);
    const texts = runs.map((run) => run?.messages.map((message) => textOf(message)));
    expect(texts, when).to.deep.equal(runs.map(() => [words.join('')]));
    for (const run of runs) expect(run, when).to.deep.equal(runs[0]);
  }

  async expectNothingLeft(): Promise<void> {
    for (const { tab } of this.#places) tab.session.close();
    await this.#browser.settle();
    const { channels, clock, locks } = this.#browser;
    expect([channels, clock.pending, locks, this.server.live]).to.deep.equal([0, 0, 0, 0]);
  }

  #open(): void {
    if (this.#places.length === 7) return;
    const tab = this.#browser.open({
      ...{ endpoint: '/agent', resumeEndpoint: '/agent/run', dialect: 'agent-chat' },
      fetch: this.server.fetch,
    });
    this.#places.push({ tab, isAside: false, isHanging: false });
  }

  #speak(): void {
    const content = words[this.#said];
    if (content === undefined) return;
    this.#said += 1;
    this.server.send({ event: 'message_delta', data: JSON.stringify({ content }) });
  }

  #change(event: Event | undefined, place: Place): void {
    const { tab } = place;
    if (event === 'close' || event === 'crash') {
      // The last one that knows of the conversation takes it with it.
      if (!this.some((other) => other !== place && other.tab.session.state.run)) return;
      if (event === 'close' && !place.isHanging) tab.session.close();
      else tab.crash();
      this.#places = this.#places.filter((other) => other !== place);
    } else if (event === 'hang' || event === 'thaw') {
      tab[event]();
      place.isHanging = event === 'hang';
    } else if (!place.isHanging) {
      place.isAside = event === 'freeze';
      tab.page.set(place.isAside ? 'frozen' : 'visible');
    }
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }
}

function start(seed: number): Promise<Tabs> {
  return new Tabs(seed).begin();
}
