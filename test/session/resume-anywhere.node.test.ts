// Every recorded run, cut after each of its messages and taken up again.
import { expect } from 'chai';
import { createMessageDecoder } from '../../src/connection/index.js';
import { createSession, isRunning } from '../../src/session/index.js';
import { chunkedBody, toBytes } from '../support/chunked-body.js';
import { cutStreamResponse, eventStreamResponse, textResponse } from '../support/fake-fetch.js';
import { decodeLastEventId } from '../support/fault-server/replay.js';
import { listFixtures, loadFixture } from '../support/fixtures.js';
import { createInstantClock } from '../support/instant-clock.js';
import { lastingState } from '../support/lasting-state.js';

/** The blocks of a recorded stream, with ids that count from 1. */
function blocksOf(bytes: Uint8Array): string[] {
  const decoder = createMessageDecoder();
  const messages = [...decoder.decode(bytes), ...decoder.end()];
  return messages.map(
    ({ data, event }, index) =>
      `id: ${index + 1}\nevent: ${event}\n${data.replace(/^/gm, 'data: ')}\n\n`,
  );
}

interface Outcome {
  /** What is true after the first connection has broken. */
  readonly wasRunning: boolean;
  readonly state: string;
}

/** Cuts the first answer after so many messages; every other answer is what is left. */
async function run(dialect: string, sent: string, blocks: string[], at: number): Promise<Outcome> {
  let wasRunning = false;
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (_, { headers } = {}) => {
    requests += 1;
    if (requests === 1) return cutStreamResponse(blocks.slice(0, at).join(''));
    if (requests === 2) wasRunning = isRunning(session.state);
    const heard = Number(decodeLastEventId(new Headers(headers).get('last-event-id')));
    const rest = blocks.slice(heard).join('');
    // A server that has nothing more to say says so.
    return rest === '' ? textResponse(204) : eventStreamResponse(chunkedBody([toBytes(rest)]));
  };
  const settings = { dialect, endpoint: '/run', resumeEndpoint: '/resume', sessionId: 's', fetch };
  const session = createSession(settings, { clock: createInstantClock(() => 0.5) });
  await session.send(sent);
  return { wasRunning, state: lastingState(session.state) };
}

describe('known bug 47: a run that is resumed after any of its messages ends in the same state', () => {
  // The feed of thinking is a second stream, which is not taken up again.
  for (const { dialect, name } of listFixtures().filter(
    (each) => each.dialect !== 'thinking-feed',
  )) {
    it(`as ${dialect}/${name}`, async () => {
      const { bytes, sent } = await loadFixture(dialect, name);
      const blocks = blocksOf(bytes);
      const whole = await run(dialect, sent, blocks, blocks.length);
      let resumed = 0;
      for (let at = 0; at < blocks.length; at += 1) {
        const { state, wasRunning } = await run(dialect, sent, blocks, at);
        // A run that is over is left alone.
        expect(wasRunning ? state : whole.state, `after ${at}`).to.equal(whole.state);
        resumed += wasRunning ? 1 : 0;
      }
      expect(resumed).to.be.above(0);
    });
  }
});
