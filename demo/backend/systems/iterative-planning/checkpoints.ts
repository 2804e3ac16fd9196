/** What a person said at a checkpoint. */
export interface Verdict {
  readonly isApproved: boolean;
  readonly feedback?: string;
  /** Arguments to use instead. */
  readonly given?: unknown;
  /** What was filled in. */
  readonly answer?: unknown;
}

/** How a checkpoint can end. `withdrawn`: the run ended while it was open. */
export type Settlement = Verdict | 'expired' | 'withdrawn';

/** The checkpoints of one run. */
export interface Checkpoints {
  /**
   * Opens the next one and returns its number, from 1. The planner waits an hour for a decision.
   * A client that is not told the number decides without one, or by the iteration.
   */
  open(iteration: number, isNumbered?: boolean): number;
  /** The time in so many milliseconds, as a text. */
  until(ms: number): string;
  /** Resolves when the checkpoint is settled. */
  settled(number: number): Promise<Settlement>;
  /**
   * Takes a decision and returns the checkpoint's number.
   * `unknown`: there is no such checkpoint (any more). `repeated`: it was decided before.
   */
  decide(number: number | undefined, verdict: Verdict): number | 'unknown' | 'repeated';
  isOpen(number: number): boolean;
  /** Whether any is open. */
  readonly isWaiting: boolean;
  /** Settles all that are open: the run is over. */
  withdraw(): void;
}

export interface CheckpointsOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits on the server's own clock while the run is watched. */
  readonly idle: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How long a planner waits for a decision, in milliseconds. */
const patience = 3_600_000;

interface Checkpoint {
  readonly iteration: number;
  readonly isNumbered: boolean;
  readonly expiresAt: number;
  settlement?: Settlement;
  readonly over: AbortController;
}

/** None so far. */
export function createCheckpoints({ now, idle }: CheckpointsOptions): Checkpoints {
  const checkpoints = new Map<number, Checkpoint>();

  const settle = (checkpoint: Checkpoint, settlement: Settlement): Settlement => {
    checkpoint.settlement ??= settlement;
    checkpoint.over.abort();
    return checkpoint.settlement;
  };
  const look = (checkpoint: Checkpoint): Settlement | undefined => {
    if (checkpoint.settlement || now() < checkpoint.expiresAt) return checkpoint.settlement;
    return settle(checkpoint, 'expired');
  };
  const isOpen = (checkpoint: Checkpoint) => !look(checkpoint);
  const find = (number: number | undefined): readonly [number, Checkpoint] | undefined => {
    const all = [...checkpoints];
    const named = all.find(([key]) => key === number);
    if (named) return named;
    const unnumbered = all.filter(
      ([, { isNumbered, iteration }]) => !isNumbered && (number ?? iteration) === iteration,
    );
    return unnumbered.findLast(([, checkpoint]) => isOpen(checkpoint)) ?? unnumbered.at(-1);
  };

  return {
    open(iteration, isNumbered = true) {
      const number = checkpoints.size + 1;
      const over = new AbortController();
      checkpoints.set(number, { iteration, isNumbered, expiresAt: now() + patience, over });
      return number;
    },
    until: (ms) => new Date(now() + ms).toISOString(),
    async settled(number) {
      const checkpoint = checkpoints.get(number);
      if (!checkpoint) return 'withdrawn';
      for (;;) {
        const settlement = look(checkpoint);
        if (settlement) return settlement;
        const { signal } = checkpoint.over;
        await idle(checkpoint.expiresAt - now(), signal).catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
      }
    },
    decide(number, verdict) {
      const [key, checkpoint] = find(number) ?? [];
      const settlement = checkpoint && look(checkpoint);
      if (key === undefined || !checkpoint || typeof settlement === 'string') return 'unknown';
      if (settlement) return 'repeated';
      settle(checkpoint, verdict);
      return key;
    },
    isOpen(number) {
      const checkpoint = checkpoints.get(number);
      return checkpoint !== undefined && isOpen(checkpoint);
    },
    get isWaiting() {
      return [...checkpoints.values()].some(isOpen);
    },
    withdraw() {
      for (const checkpoint of checkpoints.values()) {
        if (isOpen(checkpoint)) settle(checkpoint, 'withdrawn');
      }
    },
  };
}
