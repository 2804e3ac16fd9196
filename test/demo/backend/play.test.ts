import { expect } from 'chai';
import { createSteppedPace, instantPace } from '../../../demo/backend/pace.js';
import {
  ConnectionCut,
  type StreamBodyOptions,
  createStreamBody,
} from '../../../demo/backend/play.js';
import { type Scenario, cut, raw, wait } from '../../../demo/backend/wire.js';
import { settle } from '../../support/backend-client.js';

/** A scenario that notes how far it came. */
function createScenario() {
  const notes: string[] = [];
  async function* run(): Scenario {
    try {
      notes.push('one');
      yield raw('one');
      yield wait(1000);
      notes.push('two');
      yield raw('two');
      notes.push('ran to its end');
    } finally {
      notes.push('over');
    }
  }
  return { notes, scenario: run() };
}

function createBody(scenario: Scenario, options: Partial<StreamBodyOptions> = {}) {
  const ends: string[] = [];
  const body = createStreamBody(scenario, {
    pace: instantPace,
    signal: new AbortController().signal,
    keepAlive: 0,
    onEnd: () => ends.push('end'),
    ...options,
  });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  return { body, reader, ends };
}

describe('createStreamBody', () => {
  it('plays the whole scenario and ends in order', async () => {
    const { notes, scenario } = createScenario();
    const { reader, ends } = createBody(scenario);
    expect((await reader.read()).value).to.equal('data: one\n\n');
    expect((await reader.read()).value).to.equal('data: two\n\n');
    expect((await reader.read()).done).to.equal(true);
    expect(notes).to.deep.equal(['one', 'two', 'ran to its end', 'over']);
    expect(ends).to.deep.equal(['end']);
  });

  it('plays nothing ahead of its reader', async () => {
    const { notes, scenario } = createScenario();
    const onEnd = () => undefined;
    const { signal } = new AbortController();
    const body = createStreamBody(scenario, { pace: instantPace, signal, keepAlive: 0, onEnd });
    await settle();
    expect(notes).to.deep.equal([]);
    await body.getReader().read();
    await settle();
    expect(notes).to.deep.equal(['one']);
  });

  it('stops the scenario in the middle of a pause when the signal aborts', async () => {
    const { notes, scenario } = createScenario();
    const pace = createSteppedPace();
    const controller = new AbortController();
    const { reader, ends } = createBody(scenario, { pace, signal: controller.signal });
    await reader.read();
    const next = reader.read().catch((error: unknown) => error);
    await pace.paused();
    controller.abort('gone');
    expect(await next).to.equal('gone');
    await settle();
    expect(notes).to.deep.equal(['one', 'over']);
    expect(ends).to.deep.equal(['end']);
    expect(pace.pending).to.deep.equal([]);
  });

  it('stops the scenario when its reader cancels', async () => {
    const { notes, scenario } = createScenario();
    const { reader, ends } = createBody(scenario);
    await reader.read();
    await reader.cancel();
    await settle();
    expect(notes.at(-1)).to.equal('over');
    expect(notes).not.to.include('ran to its end');
    expect(ends).to.deep.equal(['end']);
  });

  it('starts nothing when the signal has aborted already', async () => {
    const { notes, scenario } = createScenario();
    const { ends } = createBody(scenario, { signal: AbortSignal.abort() });
    await settle();
    expect(notes).to.deep.equal([]);
    expect(ends).to.deep.equal(['end']);
  });

  it('delivers what was sent before a cut, and then fails', async () => {
    async function* scenario(): Scenario {
      yield raw('kept');
      yield cut();
    }
    const { reader, ends } = createBody(scenario());
    expect((await reader.read()).value).to.equal('data: kept\n\n');
    const error = await reader.read().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ConnectionCut);
    expect(ends).to.deep.equal(['end']);
  });

  it('sends a comment for every interval of silence, and none otherwise', async () => {
    const { scenario } = createScenario();
    const pace = createSteppedPace();
    const { reader } = createBody(scenario, { pace, keepAlive: 15_000 });
    expect((await reader.read()).value).to.equal('data: one\n\n');
    for (let beat = 0; beat < 2; beat += 1) {
      const next = reader.read();
      await settle();
      pace.strike();
      expect((await next).value).to.equal(': keep-alive\n\n');
    }
    const last = reader.read();
    await settle();
    pace.step();
    expect((await last).value).to.equal('data: two\n\n');
  });
});
