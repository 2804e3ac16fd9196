import { expect } from 'chai';
import { drainSockets } from '../support/drain-connection.js';
import type { FaultAnswer } from '../support/fault-server/fault-answer.js';
import { openFaults } from '../support/faults.js';

const history = ['a', '{"b":"é👍"}', 'two\nlines'];

/** Longer than the answer with its head and its framing. */
const length = 280;

/** A browser takes longer for each, and what differs between engines shows in fewer. */
const step = 'document' in globalThis ? 17 : 1;

/** Reads a run whose first answer is cut. */
async function readCutAt(cutAt: number, ending: 'fin' | 'reset'): Promise<readonly string[]> {
  const server = await openFaults();
  const whole: FaultAnswer = { replay: { history }, ending: 'stall' };
  await server.answer({ answers: [{ ...whole, cutAt, ending }], always: whole });
  const run = drainSockets({ url: server.url, method: 'GET' });
  await run.until(() => run.data.length >= history.length);
  await run.stop();
  return run.data;
}

describe('over real sockets, with a server that replays', () => {
  for (const ending of ['fin', 'reset'] as const) {
    it(`nothing is lost or doubled, at whatever byte a ${ending} comes`, async () => {
      for (let cutAt = 0; cutAt <= length; cutAt += step) {
        expect(await readCutAt(cutAt, ending), `byte ${cutAt}`).to.deep.equal(history);
      }
    });
  }
});
