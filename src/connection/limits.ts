/** Bounds on what a server can make the page hold. Beyond them: an error, nothing partial delivered. */
export interface Limits {
  /** UTF-16 code units of one message's data. */
  readonly messageLength: number;
  /** UTF-8 bytes of an event's name. */
  readonly nameLength: number;
  /** UTF-8 bytes of an event id: it travels back in a request header. */
  readonly idLength: number;
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
  queuedMessages: 10_000,
  answerLength: 8 * 1_048_576,
  errorLength: 1_024,
};

/**
 * The defaults, with the given limits in their place.
 * @throws RangeError when a limit is not a positive number, or of no known name. `Infinity` lifts a limit.
 */
export function resolveLimits(limits: Partial<Limits> = {}): Limits {
  const problem = problemOfLimits(limits);
  if (problem !== undefined) throw new RangeError(problem);
  return { ...defaultLimits, ...limits };
}

/** What was expected of limits, and what was found; `undefined` when all is well. */
export function problemOfLimits(limits: Partial<Limits>): string | undefined {
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(defaultLimits, name)) {
      return `Expected limits named ${Object.keys(defaultLimits).join(', ')}, found ${name}`;
    }
    if (!(value >= 1)) return `Expected limit ${name} to be a positive number, got ${value}`;
  }
  return undefined;
}
