/** Bounds on what a server can make the page hold. Beyond them: an error, nothing partial delivered. */
export interface Limits {
  /** UTF-16 code units of one message's data. */
  readonly messageLength: number;
  /** UTF-8 bytes of an event's name. */
  readonly nameLength: number;
  /** UTF-8 bytes of an event id: it travels back in a request header. */
  readonly idLength: number;
  /** Levels of arrays and objects in JSON. Applied by whoever reads the data, not here. */
  readonly jsonDepth: number;
  /** Messages parsed ahead of the consumer. Kept by reading in pieces, so it is never an error. */
  readonly queuedMessages: number;
  /** Bytes of an answer that is JSON instead of a stream. */
  readonly answerLength: number;
  /** Bytes that are read of a failed answer's text. */
  readonly errorLength: number;
}

export const defaultLimits: Limits = {
  messageLength: 1_048_576,
  nameLength: 256,
  idLength: 4_096,
  jsonDepth: 64,
  queuedMessages: 10_000,
  answerLength: 8 * 1_048_576,
  errorLength: 1_024,
};

/**
 * The defaults, with the given limits in their place.
 * @throws RangeError when a limit is not a positive number. `Infinity` lifts a limit.
 */
export function resolveLimits(limits: Partial<Limits> = {}): Limits {
  for (const [name, value] of Object.entries(limits)) {
    if (!(value >= 1)) {
      throw new RangeError(`Expected limit ${name} to be a positive number, got ${value}`);
    }
  }
  return { ...defaultLimits, ...limits };
}
