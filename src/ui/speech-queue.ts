import type { Clock } from '../session/index.js';
import { strings } from './strings.js';

/** `assertive` is for what cannot wait: an error, a question. */
export type Urgency = 'polite' | 'assertive';

/** Says something to those who listen. One of the same key that was not said yet is replaced, by an empty text taken back. */
export type Announce = (text: string, urgency?: Urgency, key?: string) => void;

interface Item {
  readonly text: string;
  readonly urgency: Urgency;
  readonly key: string | undefined;
}

/** Shortest time from one announcement to the next, and how long each stays, in milliseconds. */
const INTERVAL = 1_000;
/** Screen readers drop what is said while the focus moves. */
const AFTER_FOCUS = 250;
/** Most characters said at one time, unless a single sentence is longer. */
const MOST_TEXT = 500;
/** Most steps said at one time; of more, the latest are named. */
const MOST_STEPS = 3;

/**
 * What is to be said, one announcement a second: what has come meanwhile is said together, and what is
 * urgent first. It knows no page: `show` puts a text into its region, and takes it away with an empty one.
 */
export class SpeechQueue {
  readonly #clock: Clock;
  readonly #show: (text: string, urgency: Urgency) => void;
  readonly #focus: () => unknown;
  #items: Item[] = [];
  /** When something may be said at the earliest. */
  #readyAt = NaN;
  #shown: Urgency | undefined;
  #focused: unknown;
  #timer: unknown;

  /** @param focus - What has the focus now. */
  constructor(
    clock: Clock,
    show: (text: string, urgency: Urgency) => void,
    focus: () => unknown = () => undefined,
  ) {
    this.#clock = clock;
    this.#show = show;
    this.#focus = focus;
  }

  /** The regions are there from now on. What was wanted before is said then: not at once, for nobody would hear it. */
  open(): void {
    this.#readyAt = this.#clock.now() + INTERVAL;
    this.#focused = this.#focus();
    this.#wait();
  }

  /** The regions are gone, and what was not said is forgotten. */
  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#readyAt = NaN;
    this.#items = [];
    this.#clear();
  }

  readonly announce: Announce = (text, urgency = 'polite', key) => {
    const item: Item = { text: text.trim(), urgency, key };
    const known = key === undefined ? -1 : this.#items.findIndex((each) => each.key === key);
    const place = known < 0 ? this.#items.length : known;
    this.#items.splice(place, 1, ...(item.text === '' ? [] : [item]));
    this.#wait();
  };

  #wait(): void {
    if (this.#timer !== undefined || Number.isNaN(this.#readyAt)) return;
    if (this.#items.length === 0 && this.#shown === undefined) return;
    const wait = Math.max(0, this.#readyAt - this.#clock.now());
    // Never at once: what belongs together comes in one task.
    this.#timer = this.#clock.setTimeout(this.#look, wait);
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    this.#clear();
    const focused = this.#focus();
    if (this.#items.length > 0) {
      const now = this.#clock.now();
      if (focused === this.#focused) this.#say(now);
      else this.#readyAt = now + AFTER_FOCUS;
    }
    this.#focused = focused;
    this.#wait();
  };

  #say(now: number): void {
    const isUrgent = this.#items.some(({ urgency }) => urgency === 'assertive');
    const urgency = isUrgent ? 'assertive' : 'polite';
    const wanted = this.#items.filter((item) => item.urgency === urgency);
    const others = this.#items.filter((item) => item.urgency !== urgency);
    const count = countFor(wanted);
    this.#items = [...others, ...wanted.slice(count)];
    this.#shown = urgency;
    this.#readyAt = now + INTERVAL;
    this.#show(withFewSteps(wanted.slice(0, count)).join(' '), urgency);
  }

  #clear(): void {
    if (this.#shown) this.#show('', this.#shown);
    this.#shown = undefined;
  }
}

/** How many items fit into one announcement. */
function countFor(items: readonly Item[]): number {
  let length = 0;
  const tooFar = items.findIndex(({ text }) => (length += text.length) > MOST_TEXT);
  return tooFar < 0 ? items.length : Math.max(1, tooFar);
}

/** The texts, with a number in place of all but the latest steps. */
function withFewSteps(items: readonly Item[]): string[] {
  const steps = items.filter(({ key }) => key?.startsWith('step '));
  const left = new Set(steps.slice(0, Math.max(0, steps.length - MOST_STEPS)));
  return items.flatMap((item) => {
    if (!left.has(item)) return item.text;
    return item === steps[0] ? strings.moreSteps(left.size) : [];
  });
}
