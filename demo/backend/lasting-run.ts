import { createAttendance } from './attendance.js';
import { createCueLog } from './cue-log.js';
import type { Pace } from './pace.js';
import type { MessageCue, Scenario, WireCue } from './wire.js';

/**
 * A run that outlives its connections. Its messages have ids and are kept, any number of connections
 * watch it, each from its own place, and while none does, it rests where it is: no time passes, and
 * no timer is left behind.
 */
export interface LastingRun {
  /** What it has sent, oldest first, ids included. */
  readonly sent: readonly MessageCue[];
  readonly isOver: boolean;
  /** Plays the scenario; the run is over when it ends. */
  begin(scenario: Scenario): void;
  /** Plays another scenario meanwhile, until it ends or the signal aborts. Resolves in both cases. */
  playBeside(scenario: Scenario, signal: AbortSignal): Promise<void>;
  /** Sends a message at once, whatever is being played. */
  send(cue: WireCue): void;
  /** Ends the run where it is, for all who watch. */
  end(): void;
  /** Does work while somebody watches. See `Attendance`. */
  attended(work: (signal: AbortSignal) => void | Promise<void>): Promise<void>;
  /** What a connection gets: `first`, and then what the run sends after the messages it has had. */
  watch(watcher: Watcher): Scenario;
}

export interface Watcher {
  /** Sent before anything else. */
  readonly first?: readonly WireCue[];
  /** How many of the run's messages it has had. */
  readonly after: number;
  /** Aborts when the connection is over. */
  readonly signal: AbortSignal;
}

export interface LastingRunOptions {
  readonly pace: Pace;
  /** Numbers the messages. */
  readonly nextId: () => string;
  /** Whether a scenario's message may go out, asked just before it does. Default: always. */
  readonly admits?: (cue: MessageCue) => boolean;
}

/** A run that has not begun. */
export function createLastingRun(options: LastingRunOptions): LastingRun {
  const { pace, nextId, admits = () => true } = options;
  const log = createCueLog();
  const sent: MessageCue[] = [];
  const positions: number[] = [];
  const { enter, attended } = createAttendance();

  const send = (cue: Parameters<typeof log.write>[0]) => {
    if (log.isClosed) return;
    if (cue.kind !== 'message') return log.write(cue);
    const numbered = { ...cue, id: nextId() };
    positions.push(log.cues.length);
    sent.push(numbered);
    log.write(numbered);
  };

  const perform = async (scenario: Scenario, stop: AbortSignal) => {
    await attended(() => undefined);
    for await (const cue of scenario) {
      await attended(async (present) => {
        stop.throwIfAborted();
        if (cue.kind === 'wait') await pace.sleep(cue.ms, AbortSignal.any([present, stop]));
        else if (cue.kind !== 'message' || admits(cue)) send(cue);
      });
    }
  };

  return {
    sent,
    get isOver() {
      return log.isClosed;
    },
    begin(scenario) {
      // A mistake in a scenario is thrown at whoever watches.
      perform(scenario, new AbortController().signal).then(
        () => log.close(),
        (error: unknown) => log.close(error instanceof Error ? error : new Error(String(error))),
      );
    },
    playBeside: (scenario, signal) =>
      perform(scenario, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      }),
    send,
    // Without watchers what is left of the scenario rests for good.
    end: () => log.close(),
    attended,
    async *watch({ first = [], after, signal }) {
      const leave = enter();
      const rest = log.read(positions[after] ?? log.cues.length, signal);
      try {
        yield* first;
        yield* rest;
      } finally {
        leave();
      }
    },
  };
}

/** How many of a run's messages a client has had that names this one as the last; undefined if none. */
export function countUpTo(run: LastingRun, lastEventId: string | null): number | undefined {
  const index = run.sent.findIndex(({ id }) => id === lastEventId);
  return index < 0 ? undefined : index + 1;
}
