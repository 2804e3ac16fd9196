import { isRecord } from '../../answers.js';
import type { Cue } from '../../wire.js';

/** What the agent has said in one run, as it belongs in the server's history. */
export interface Transcript {
  observe(cue: Cue): void;
  /** The messages so far, the open one included. */
  readonly messages: readonly string[];
  /** Whether `completed` was sent. */
  readonly isCompleted: boolean;
}

/** A transcript with nothing in it. */
export function createTranscript(): Transcript {
  const closed: string[] = [];
  let open = '';
  let isCompleted = false;

  const take = (event: unknown, data: unknown) => {
    if (event === 'batch' && Array.isArray(data)) {
      for (const entry of data) if (isRecord(entry)) take(entry['event'], entry['data']);
    }
    if (!isRecord(data)) return;
    if (event === 'message_delta') open += String(data['content']);
    if (event === 'message') {
      closed.push(String(data['content']));
      open = '';
    }
    if (event === 'completed') {
      // With no message open it says the last one again.
      if (open === '') closed.pop();
      closed.push(String(data['final_message']));
      open = '';
      isCompleted = true;
    }
  };

  return {
    observe(cue) {
      if (cue.kind !== 'message') return;
      try {
        take(cue.event, JSON.parse(cue.data));
      } catch {
        // What no client can read was not said.
      }
    },
    get messages() {
      return open === '' ? [...closed] : [...closed, open];
    },
    get isCompleted() {
      return isCompleted;
    },
  };
}
