import { type MessageCue, type Scenario, wait } from '../../wire.js';

/**
 * Runs by `Idempotency-Key`. A run whose client has gone pauses; a request that repeats its key
 * gets what has been said already, at once, and then the rest: the work is never done twice.
 */
export interface KeyedRuns {
  /**
   * The run of a key, begun if it is the first request with it.
   * `busy`: another request is reading it. `mismatch`: the key came with another body.
   */
  join(key: string, body: string, begin: () => Scenario): Promise<Scenario | 'busy' | 'mismatch'>;
}

interface Run {
  readonly body: string;
  readonly scenario: Scenario;
  readonly said: MessageCue[];
  isRead: boolean;
}

/** A store without runs. */
export function createKeyedRuns(): KeyedRuns {
  const runs = new Map<string, Run>();
  return {
    async join(key, body, begin) {
      const run = runs.get(key) ?? { body, scenario: begin(), said: [], isRead: false };
      runs.set(key, run);
      if (run.body !== body) return 'mismatch';
      if (run.isRead) return 'busy';
      const reading = read(run);
      // A generator that was never started would not notice that it is given up.
      await reading.next();
      return reading;
    },
  };
}

async function* read(run: Run): Scenario {
  run.isRead = true;
  try {
    yield wait(0);
    yield* [...run.said];
    for (;;) {
      const { done, value } = await run.scenario.next();
      if (done) return;
      if (value.kind === 'message') run.said.push(value);
      yield value;
    }
  } finally {
    run.isRead = false;
  }
}
