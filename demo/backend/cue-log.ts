import { abortable } from './abortable.js';
import type { CutCue, Scenario, WireCue } from './wire.js';

/** Cues in the order in which they were written, for any number of readers. */
export interface CueLog {
  /** Everything so far, oldest first. */
  readonly cues: readonly (WireCue | CutCue)[];
  /** Whether nothing more will come. */
  readonly isClosed: boolean;
  /** Adds a cue. Without effect once the log is closed. */
  write(cue: WireCue | CutCue): void;
  /** Readers that have read everything end. With an error they throw it. Only the first counts. */
  close(error?: Error): void;
  /**
   * Reads on from a position, waiting for what is written later. Of what was written before the
   * reader came it gives only the messages: an old drop of the connection is not dropped again.
   * @throws the signal's reason when it aborts, and what the log was closed with
   */
  read(from: number, signal: AbortSignal): Scenario;
}

/** A log with nothing in it. */
export function createCueLog(): CueLog {
  const cues: (WireCue | CutCue)[] = [];
  let readers: (() => void)[] = [];
  let isClosed = false;
  let failure: Error | undefined;

  const wake = () => {
    const woken = readers;
    readers = [];
    for (const resume of woken) resume();
  };

  return {
    cues,
    get isClosed() {
      return isClosed;
    },
    write(cue) {
      if (isClosed) return;
      cues.push(cue);
      wake();
    },
    close(error) {
      if (isClosed) return;
      isClosed = true;
      failure = error;
      wake();
    },
    read(from, signal) {
      // What counts as old is settled now, even if the reader begins later.
      const past = cues.length;
      return (async function* readOn(): Scenario {
        for (let position = from; ; position += 1) {
          if (position === cues.length && !isClosed) {
            await abortable(signal, (resume) => readers.push(resume));
          }
          const cue = cues[position];
          if (!cue) break;
          if (position >= past || cue.kind === 'message') yield cue;
        }
        if (failure) throw failure;
      })();
    },
  };
}
