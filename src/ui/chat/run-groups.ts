import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nextTask } from '../../session/next-task.js';
import type { Run } from '../../session/index.js';

/** Runs in one contained group: few enough to lay out at once, many enough to be worth it. */
const GROUP = 20;
/** Groups that are there at once: more than fits on a screen. */
const FIRST = 2;

/** Runs that are drawn, contained and skipped together. */
export interface RunGroup {
  /** Stays the same as long as the group's runs do. */
  readonly key: number;
  readonly runs: readonly Run[];
  /** Whether it is drawn yet; until then it only takes its room. */
  readonly isFilled: boolean;
}

/**
 * Divides a conversation into groups, which keep their runs when others come below or above, and has
 * them drawn the newest first: the end of a long conversation can be read before its beginning is there.
 */
export class RunGroups implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #groups: readonly RunGroup[] = [];
  /** The run from which the groups are counted: the first that was ever there. */
  #anchor: string | undefined;
  /** Key of the oldest group that is drawn. */
  #oldest = Infinity;
  #isFilling = false;
  /** One more group is to be drawn. */
  #hasMore = false;
  /** The runs before the latest one, of which the groups were made. */
  #past: readonly Run[] | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get groups(): readonly RunGroup[] {
    return this.#groups;
  }

  /** Whether all groups are drawn. */
  get isFilled(): boolean {
    return this.#groups[0]?.isFilled ?? true;
  }

  /**
   * Takes the runs as they are now. Call it in `willUpdate`. A group that has not changed stays the
   * same object; while only the latest run changes, the others are not even looked at.
   */
  set(past: readonly Run[], run: Run | undefined): void {
    const last = this.#groups.at(-1);
    if (last && run && past === this.#past && !this.#hasMore) {
      const runs = [...last.runs.slice(0, -1), run];
      this.#groups = [...this.#groups.slice(0, -1), { ...last, runs }];
      return;
    }
    const runs = run ? [...past, run] : past;
    const before = new Map(this.#groups.map((group) => [group.key, group]));
    this.#groups = this.#divide(runs).map((group) => {
      const known = before.get(group.key);
      return known && isSame(known, group) ? known : group;
    });
    this.#past = run && past;
    this.#hasMore = false;
  }

  #divide(runs: readonly Run[]): RunGroup[] {
    let origin = runs.findIndex(({ id }) => id === this.#anchor);
    if (origin < 0) {
      origin = 0;
      this.#anchor = runs[0]?.id;
      this.#oldest = Infinity;
    }
    const newest = Math.floor((runs.length - 1 - origin) / GROUP);
    this.#oldest = Math.min(this.#oldest, newest - FIRST + 1);
    const groups: RunGroup[] = [];
    for (let key = -Math.ceil(origin / GROUP); key <= newest; key += 1) {
      const start = origin + key * GROUP;
      const own = runs.slice(Math.max(0, start), start + GROUP);
      groups.push({ key, runs: own, isFilled: key >= this.#oldest });
    }
    return groups;
  }

  /** Draws one group more, in a task of its own. */
  hostUpdated(): void {
    if (this.isFilled || this.#isFilling) return;
    this.#isFilling = true;
    void nextTask().then(() => {
      this.#isFilling = false;
      this.#oldest -= 1;
      this.#hasMore = true;
      this.#host.requestUpdate();
    });
  }
}

function isSame(one: RunGroup, other: RunGroup): boolean {
  if (one.isFilled !== other.isFilled || one.runs.length !== other.runs.length) return false;
  return one.runs.every((run, index) => run === other.runs[index]);
}
