import type { StreamEventBody } from '../../src/events/index.js';
import { isRunning, type Session } from '../../src/session/index.js';
import { encode } from './event-dialect.js';
import { settle } from './fake-clock.js';
import type { PushStream } from './fake-fetch.js';
import { until } from './until.js';

/** Pushes stream events, and waits until the session has taken them in: it rests when many come at once. */
export async function pushEvents(
  session: Session | undefined,
  stream: PushStream,
  bodies: readonly StreamEventBody[],
): Promise<void> {
  let left = bodies.length;
  const forget = session?.subscribe(({ type }) => {
    if (type === 'received') left--;
  });
  stream.push(encode(...bodies));
  await settle();
  await until('every event to be taken in', () => {
    return left <= 0 || !session || !isRunning(session.state);
  });
  forget?.();
}
