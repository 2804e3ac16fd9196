import type { ConnectionStatus } from '../connection/index.js';
import type { CheckpointOutcome, StreamEvent, Trouble } from '../events/index.js';
import type { Run } from './state.js';

/** What a session tells those who have subscribed to it. */
export type SessionNotice =
  /** The state is another one. */
  | { readonly type: 'changed' }
  /** The connection is in another phase, or waits for another moment. The state holds it already. */
  | { readonly type: 'connection-changed'; readonly connection: ConnectionStatus }
  /** The server has begun to answer. */
  | { readonly type: 'opened'; readonly status: number; readonly resumed: boolean }
  /** A stream event has come and is already part of the state. */
  | { readonly type: 'received'; readonly event: StreamEvent }
  /** The stream of a run that ended well, paused or was stopped has closed. */
  | { readonly type: 'finished'; readonly run: Run }
  /** A run failed, or could not even begin. */
  | { readonly type: 'failed'; readonly trouble: Trouble; readonly run?: Run }
  /** A stream closed before its run was over. */
  | { readonly type: 'interrupted'; readonly run: Run }
  /** The server has taken a decision. */
  | {
      readonly type: 'decided';
      readonly checkpointId: string;
      readonly choice: string;
      readonly outcome: CheckpointOutcome;
    }
  /** Something the person who embeds the element should know. */
  | {
      readonly type: 'diagnosed';
      readonly severity: 'info' | 'warning' | 'error';
      readonly code: string;
      readonly message: string;
    };
