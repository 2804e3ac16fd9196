import { expect } from 'chai';
import { drainSockets } from '../support/drain-connection.js';
import type { FaultAnswer, Memory } from '../support/fault-server/fault-answer.js';
import { replayAfter } from '../support/fault-server/replay.js';
import { openFaults } from '../support/faults.js';

const history = ['a', '{"b":"é👍"}', 'two\nlines'];

/** Longer than the answer with its head and its framing. */
const length = 280;

/** A browser takes longer for each, and what differs between engines shows in fewer. */
const step = 'document' in globalThis ? 17 : 1;

/** Reads a run whose first answer ends after three messages; the rest is left to the server's memory. */
async function resumeFrom(memory: Memory): Promise<{ data: readonly string[]; gaps: number }> {
  const server = await openFaults();
  const all = ['a', 'b', 'c', 'd', 'e', 'f'];
  const first = { body: replayAfter('', { history: all.slice(0, 3) }) };
  const rest = { replay: { history: all, memory }, ending: 'stall' } as const;
  await server.answer({ answers: [first], always: rest });
  const run = drainSockets({ url: server.url, method: 'GET' });
  await run.until(() => run.data.at(-1) === 'f');
  await run.stop();
  return { data: run.data, gaps: run.items.filter(({ type }) => type === 'gap').length };
}

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

  for (const [memory, left, gaps] of [
    ['complete', ['d', 'e', 'f'], 0],
    ['doubled', ['b', 'c', 'd', 'e', 'f'], 1],
    ['gap', ['f'], 1],
    ['reset', ['d', 'e', 'f'], 1],
  ] as const) {
    it(`gaps are told where its memory is ${memory}, and nothing is withheld`, async () => {
      const expected = { data: ['a', 'b', 'c', ...left], gaps };
      expect(await resumeFrom(memory)).to.deep.equal(expected);
    });
  }
});
