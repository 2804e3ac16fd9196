import { isRecord } from '../../answers.js';
import type { MessageCue } from '../../wire.js';

/** The operations of one run, as its messages tell of them. */
export interface Operations {
  /** Notes a message down. False when it is about an operation that is cancelled. */
  observe(cue: MessageCue): boolean;
  /** Aborts when the operation is cancelled. */
  signalOf(operation: string): AbortSignal;
  /** `unknown`: it was never heard of. `over`: there is nothing left to cancel. */
  cancel(operation: string): 'cancelled' | 'unknown' | 'over';
  /** The last progress of each operation that goes on, in the order in which they came. */
  readonly latest: readonly MessageCue[];
}

interface Operation {
  readonly cancelled: AbortController;
  isOver: boolean;
  latest?: MessageCue;
}

/** None so far. */
export function createOperations(): Operations {
  const operations = new Map<string, Operation>();

  const find = (name: string): Operation => {
    const operation = operations.get(name) ?? {
      cancelled: new AbortController(),
      isOver: false,
    };
    operations.set(name, operation);
    return operation;
  };

  return {
    observe(cue) {
      const { type, name } = readCue(cue);
      if (name === undefined) return true;
      const operation = find(name);
      if (operation.cancelled.signal.aborted) return false;
      operation.isOver = type === 'done' || type === 'error';
      if (type === 'progress') operation.latest = cue;
      return true;
    },
    signalOf: (name) => find(name).cancelled.signal,
    cancel(name) {
      const operation = operations.get(name);
      if (!operation) return 'unknown';
      if (operation.isOver) return 'over';
      operation.isOver = true;
      operation.cancelled.abort();
      return 'cancelled';
    },
    get latest() {
      const running = [...operations.values()].filter(({ isOver }) => !isOver);
      return running.flatMap(({ latest }) => latest ?? []);
    },
  };
}

/** What a message is about; nothing for one that no client can read. */
function readCue({ data }: MessageCue): { readonly type?: unknown; readonly name?: string } {
  try {
    const value: unknown = JSON.parse(data);
    if (!isRecord(value) || !isRecord(value['data'])) return {};
    const { operation: name } = value['data'];
    return { type: value['type'], ...(typeof name === 'string' && { name }) };
  } catch {
    return {};
  }
}
