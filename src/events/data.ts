import type { Growth } from './growth.js';
import type { Role } from './text.js';

/** Shared state of the agent's application. */
export interface StateChange {
  readonly type: 'state';
  readonly mode: 'set' | 'patch' | 'merge';
  readonly value: unknown;
  readonly key?: string;
}

/** One part of an artifact. */
export type ArtifactPart =
  | { readonly text: string }
  | { readonly data: unknown }
  | {
      readonly file: { readonly name?: string; readonly url?: string; readonly mediaType?: string };
    };

/** Something the agent made. */
export interface Artifact {
  readonly type: 'artifact';
  readonly artifactId: string;
  readonly name?: string;
  readonly mode: Growth;
  readonly last: boolean;
  readonly parts: readonly ArtifactPart[];
}

/** Something the agent drew on. */
export interface Source {
  readonly type: 'source';
  readonly sourceId: string;
  readonly textId?: string;
  readonly url?: string;
  readonly title?: string;
  readonly extra?: unknown;
}

/** One message of the server's own record of the conversation. */
export interface HistoryMessage {
  readonly role: Role;
  readonly content: string;
  readonly id?: string;
  readonly name?: string;
}

/** The server's own record of the conversation. */
export interface History {
  readonly type: 'history';
  /**
   * `replace`: nothing else is true. `merge`: reconcile with what is shown, keep what it lacks. `before`:
   * what came before all that is shown, as a page of an older part; what it repeats of that is left out.
   */
  readonly mode: 'replace' | 'merge' | 'before';
  readonly messages: readonly HistoryMessage[];
}

/** A quota that is used up. */
export interface Quota {
  readonly used?: number;
  readonly limit?: number;
  readonly remaining?: number;
  /** Epoch milliseconds. */
  readonly resetsAt?: number;
}

/** Tokens and money. */
export interface Usage {
  readonly type: 'usage';
  readonly of: 'run' | 'message';
  readonly mode: 'set' | 'add';
  readonly input?: number;
  readonly output?: number;
  readonly total?: number;
  readonly reasoning?: number;
  readonly cached?: number;
  readonly model?: string;
  /** In the currency's main unit. */
  readonly cost?: number;
}
