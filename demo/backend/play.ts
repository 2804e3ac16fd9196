import type { Pace } from './pace.js';
import { type Scenario, type WireCue, comment, encode } from './wire.js';

/** The scenario dropped the connection. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';

  constructor() {
    super('The connection was cut by the scenario');
  }
}

/**
 * Plays a scenario: waits out its pauses and yields what goes over the wire. The scenario is
 * stopped, wherever it stands, when the caller stops iterating or the signal aborts.
 * @throws ConnectionCut when the scenario drops the connection
 * @throws the signal's reason when it aborts
 */
export async function* play(
  scenario: Scenario,
  pace: Pace,
  signal: AbortSignal,
): AsyncGenerator<WireCue, void, undefined> {
  for await (const cue of scenario) {
    signal.throwIfAborted();
    if (cue.kind === 'wait') await pace.sleep(cue.ms, signal);
    else if (cue.kind === 'cut') throw new ConnectionCut();
    else yield cue;
  }
}

/** What a stream body needs besides the scenario. */
export interface StreamBodyOptions {
  readonly pace: Pace;
  /** Aborts when the client has gone: the scenario stops. */
  readonly signal: AbortSignal;
  /** Milliseconds of silence after which a comment goes out; 0 for never. */
  readonly keepAlive: number;
  /** What that comment says. Default `keep-alive`. */
  readonly sign?: () => string;
  /** Called once, when the scenario is over or was stopped. */
  readonly onEnd: () => void;
}

/**
 * The scenario as the body of a response. It is played only as fast as the reader reads; it is
 * stopped when the reader cancels or the signal aborts; a cut errors the stream.
 */
export function createStreamBody(
  scenario: Scenario,
  options: StreamBodyOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { pace, signal, keepAlive, onEnd, sign = () => 'keep-alive' } = options;
  const cues = play(scenario, pace, signal);
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<WireCue, void>> | undefined;
  let isOver = false;

  const advance = () => {
    const result = cues.next();
    // Between two reads nobody listens: an abort then must not count as an unhandled rejection.
    result.catch(() => undefined);
    return result;
  };
  const end = () => {
    if (isOver) return;
    isOver = true;
    onEnd();
    // Both, because a generator that was never started does not stop the one that it reads.
    cues.return().catch(() => undefined);
    scenario.return().catch(() => undefined);
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });

  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          next ??= advance();
          const result =
            keepAlive > 0 ? await nextOrSilence(next, pace, keepAlive, signal) : await next;
          if (result === 'silence') {
            controller.enqueue(encoder.encode(encode(comment(sign()))));
            return;
          }
          next = undefined;
          if (result.done) {
            end();
            controller.close();
          } else {
            controller.enqueue(encoder.encode(encode(result.value)));
          }
        } catch (error) {
          end();
          throw error;
        }
      },
      cancel: end,
    },
    // Nothing is played ahead of the reader.
    { highWaterMark: 0 },
  );
}

async function nextOrSilence<T>(
  next: Promise<T>,
  pace: Pace,
  ms: number,
  signal: AbortSignal,
): Promise<T | 'silence'> {
  const answered = new AbortController();
  const silence = pace
    .idle(ms, AbortSignal.any([signal, answered.signal]))
    .then(() => 'silence' as const);
  // When the cue comes first, or the request ends, nobody asks for the silence any more.
  silence.catch(() => undefined);
  try {
    return await Promise.race([next, silence]);
  } finally {
    answered.abort();
  }
}
