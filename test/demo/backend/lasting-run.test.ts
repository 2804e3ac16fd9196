import { expect } from 'chai';
import { createAttendance } from '../../../demo/backend/attendance.js';
import {
  type LastingRunOptions,
  countUpTo,
  createLastingRun,
} from '../../../demo/backend/lasting-run.js';
import { createSteppedPace, instantPace } from '../../../demo/backend/pace.js';
import { type Scenario, comment, raw, wait } from '../../../demo/backend/wire.js';
import { settle } from '../../support/backend-client.js';

async function* threeWords(): Scenario {
  yield raw('one');
  yield comment('alive');
  yield raw('two');
  yield wait(1000);
  yield raw('three');
}

function createRun(pace = instantPace, options: Partial<LastingRunOptions> = {}) {
  let ids = 0;
  const run = createLastingRun({ pace, nextId: () => String((ids += 1)), ...options });
  const watch = (after = 0, signal = new AbortController().signal) => run.watch({ after, signal });
  return { run, watch };
}

/** What a watcher gets until it ends. */
async function collect(scenario: Scenario): Promise<readonly string[]> {
  const words: string[] = [];
  for await (const cue of scenario) if (cue.kind === 'message') words.push(cue.data);
  return words;
}

describe('createLastingRun', () => {
  it('numbers its messages and keeps them', async () => {
    const { run, watch } = createRun();
    run.begin(threeWords());
    expect(await collect(watch())).to.deep.equal(['one', 'two', 'three']);
    expect(run.sent.map(({ id }) => id)).to.deep.equal(['1', '2', '3']);
    expect(run.isOver).to.equal(true);
  });

  it('does nothing before somebody watches', async () => {
    const { run, watch } = createRun();
    run.begin(threeWords());
    await settle();
    expect(run.sent).to.deep.equal([]);
    await watch().next();
    await settle();
    expect(run.sent).to.have.length(3);
  });

  it('gives a watcher what comes after the messages that it has had', async () => {
    const { run, watch } = createRun();
    run.begin(threeWords());
    await collect(watch());
    expect(await collect(watch(countUpTo(run, '1')))).to.deep.equal(['two', 'three']);
    expect(countUpTo(run, '9')).to.equal(undefined);
    expect(countUpTo(run, null)).to.equal(undefined);
  });

  it('begins a watch with what it is told to, without counting it', async () => {
    const { run } = createRun();
    run.begin(threeWords());
    const { signal } = new AbortController();
    const words = await collect(run.watch({ first: [raw('zero')], after: 0, signal }));
    expect(words).to.deep.equal(['zero', 'one', 'two', 'three']);
    expect(run.sent).to.have.length(3);
  });

  it('rests while nobody watches, and goes on with the next watcher', async () => {
    const pace = createSteppedPace();
    const { run, watch } = createRun(pace);
    run.begin(threeWords());
    const controller = new AbortController();
    const first = collect(watch(0, controller.signal)).catch((reason: unknown) => reason);
    await pace.paused();
    controller.abort('left');
    expect(await first).to.equal('left');
    await settle();
    expect(pace.pending).to.deep.equal([]);
    const second = collect(watch(2));
    await pace.paused();
    pace.step();
    expect(await second).to.deep.equal(['three']);
  });

  it('goes on while one of two watchers stays', async () => {
    const pace = createSteppedPace();
    const { run, watch } = createRun(pace);
    run.begin(threeWords());
    const controller = new AbortController();
    const leaving = collect(watch(0, controller.signal)).catch((reason: unknown) => reason);
    const staying = collect(watch());
    await pace.paused();
    controller.abort();
    await leaving;
    expect(pace.pending).to.deep.equal([1000]);
    pace.step();
    expect(await staying).to.deep.equal(['one', 'two', 'three']);
  });

  it('plays another scenario beside, until its signal aborts', async () => {
    const pace = createSteppedPace();
    const { run, watch } = createRun(pace);
    const controller = new AbortController();
    run.begin(
      (async function* main(): Scenario {
        await run.playBeside(threeWords(), controller.signal);
        yield raw('end');
      })(),
    );
    const words = collect(watch());
    await pace.paused();
    controller.abort();
    expect(await words).to.deep.equal(['one', 'two', 'end']);
  });

  it('leaves out messages of its scenario that are not admitted, without a number', async () => {
    const { run, watch } = createRun(instantPace, { admits: ({ data }) => data !== 'two' });
    run.begin(threeWords());
    expect(await collect(watch())).to.deep.equal(['one', 'three']);
    expect(run.sent.map(({ id }) => id)).to.deep.equal(['1', '2']);
  });

  it('throws a mistake of its scenario at whoever watches', async () => {
    const { run, watch } = createRun();
    run.begin(
      (async function* broken(): Scenario {
        yield raw('one');
        throw new Error('a mistake');
      })(),
    );
    const error = await collect(watch()).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'a mistake');
  });

  it('ends for all who watch when it is told to, and sends nothing more', async () => {
    const pace = createSteppedPace();
    const { run, watch } = createRun(pace);
    run.begin(threeWords());
    const words = collect(watch());
    await pace.paused();
    run.end();
    run.send(raw('late'));
    expect(await words).to.deep.equal(['one', 'two']);
    expect(run.sent).to.have.length(2);
  });
});

describe('createAttendance', () => {
  it('waits for somebody before it works', async () => {
    const { enter, attended } = createAttendance();
    const notes: string[] = [];
    const work = attended(() => void notes.push('worked'));
    await settle();
    expect(notes).to.deep.equal([]);
    enter();
    await work;
    expect(notes).to.deep.equal(['worked']);
  });

  it('counts a watcher that leaves twice once', async () => {
    const { enter, attended } = createAttendance();
    const leave = enter();
    enter();
    leave();
    leave();
    let isAlone: boolean | undefined;
    await attended((signal) => void (isAlone = signal.aborted));
    expect(isAlone).to.equal(false);
  });

  it('throws what the work throws while somebody watches', async () => {
    const { enter, attended } = createAttendance();
    enter();
    const error = await attended(() => Promise.reject(new Error('no'))).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('message', 'no');
  });
});
