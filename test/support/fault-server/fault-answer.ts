/** One answer of the fault server, as plain data: tests in browsers send it over. */
export interface FaultAnswer {
  /** Default 200. */
  readonly status?: number;
  /** `content-type: text/event-stream` goes with them unless they say otherwise. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In place of `body`: what is left of a history after the request's `Last-Event-ID`. */
  readonly replay?: Replay;
  /** Written again and again after the body, until the client lets go. */
  readonly endless?: string;
  /** Bytes of the body that each write carries, at most (all). */
  readonly slice?: number;
  /** What comes between two writes: a turn of the event loop (default), or a step of the test. */
  readonly pause?: 'step';
  /** Bytes of the whole answer, its head and its framing included, after which nothing more comes. */
  readonly cutAt?: number;
  /** How the answer ends, whole or cut (`whole`). */
  readonly ending?: Ending;
}

/**
 * `whole` – as HTTP asks; `fin` – closed without the last chunk; `reset` – by RST; `stall` – not at all:
 * the socket stays open.
 */
export type Ending = 'whole' | 'fin' | 'reset' | 'stall';

/** A run that can be read again. */
export interface Replay {
  /** The data of every message. Their ids count from 1. */
  readonly history: readonly string[];
  /** How well the server remembers (`complete`). */
  readonly memory?: Memory;
}

/**
 * `complete` – goes on after the id; `doubled` – sends the last two once more; `gap` – has lost the next
 * two; `reset` – counts from 1 again, because it has started anew.
 */
export type Memory = 'complete' | 'doubled' | 'gap' | 'reset';

/** A request as it reached the fault server. */
export interface FaultRequest {
  readonly method: string;
  /** Path and query, as the test gave them. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The socket is closed, by whichever side. */
  readonly isClosed: boolean;
}
