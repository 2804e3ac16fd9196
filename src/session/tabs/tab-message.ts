import type { SseMessage } from '../../connection/index.js';
import type { StreamEvent } from '../../events/index.js';
import type { Run, SessionState } from '../state.js';

/**
 * What tabs say to each other, and in which form. Another number whenever that changes, or the form of a
 * state, a stream event or a notice: tabs that count otherwise do not hear each other.
 */
export const PROTOCOL = 1;

/** A state, or some of it, as it crosses tabs. See `pack`. */
export type Packed = Readonly<Partial<Record<keyof SessionState, unknown>>>;

/** All that a tab needs to show what the leader shows, and to lead after it. */
export interface Snapshot {
  readonly state: Packed;
  /** Number of the last stream event. */
  readonly seq: number;
  /** The messages of the run that goes on; absent when it cannot be taken up. */
  readonly seen?: readonly SseMessage[] | undefined;
  /** Our id for the conversation. */
  readonly conversation: string;
  /** Nothing has happened yet: who knows more may say so. */
  readonly isNew: boolean;
  /** Tells settings apart. */
  readonly settings: number;
}

/** One thing that has happened at the leader. */
export type Step =
  | { readonly event: StreamEvent }
  /** What the events before it were read from; absent when it cannot be read again. */
  | { readonly read: SseMessage | undefined }
  | { readonly enter: Run }
  | { readonly changed: Packed }
  /** Our id for the conversation is another one. */
  | { readonly conversation: string }
  /** A notice, with the id of its run. */
  | { readonly told: Readonly<Record<string, unknown>> }
  | Outcome;

/** What has become of an action that a tab has asked for. */
export type Outcome =
  /** It is begun, by this leader and no other. `run`: the latest run then. */
  | { readonly took: string; readonly run: string | undefined }
  /** It is done. The value is what its method gives; a run by its id. */
  | { readonly done: string; readonly value?: unknown }
  /** It has been on its way for too long, and was not begun. */
  | { readonly late: string };

/** Where a tab stands: the term of its leader, and the number of the leader's last message in it. */
export interface Place {
  /** Later terms are greater: epoch milliseconds, as far as the clock goes on. */
  readonly term: number;
  /** The leader, by its id. */
  readonly by: string;
  readonly n: number;
}

/** Where a tab stands that has heard of no leader. */
export const nowhere: Place = { term: 0, by: '', n: 0 };

/** Below 0 when the first term is the earlier one, above 0 when it is the later one. */
export function compareTerms(one: Place, other: Place): number {
  if (one.term !== other.term) return one.term - other.term;
  return one.by === other.by ? 0 : one.by > other.by ? 1 : -1;
}

export type TabMessage =
  | ({ readonly type: 'hello'; readonly from: string } & Place)
  /** What a person has done in a follower. */
  | {
      readonly type: 'act';
      readonly id: string;
      readonly op: string;
      readonly args: readonly unknown[];
      /** Epoch milliseconds. */
      readonly at: number;
    }
  /** A follower knows of a conversation, and the leader of nothing. */
  | { readonly type: 'offer'; readonly from: string; readonly snapshot: Snapshot }
  /** The leader's whole state, for one tab or for all. */
  | ({
      readonly type: 'state';
      readonly to?: string | undefined;
      readonly snapshot: Snapshot;
    } & Place)
  /** The leader's news; none, to show that it lives. The first of a term says after what it comes. */
  | ({
      readonly type: 'steps';
      readonly after?: Place | undefined;
      readonly steps: readonly Step[];
    } & Place);
