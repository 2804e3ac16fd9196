import { expect } from 'chai';
import { type Backend, createSteppedPace, instantPace } from '../../../demo/backend/index.js';
import { createInstantBackend, recordedDay, settle } from '../../support/backend-client.js';
import type { LiveStream } from '../../support/live-stream.js';
import { approveAll, decide, watchPlan } from '../../support/planner-client.js';

const nordic = 'Enter the Nordic market';
const hour = 3_600_000;

/** A planner that stands at its first checkpoint. */
async function reachCheckpoint(
  backend: Backend,
  goal = nordic,
  session = 's1',
): Promise<LiveStream> {
  const stream = await watchPlan(backend, goal, { session });
  await stream.readUntil(': waiting for approval');
  return stream;
}

/** Ends every pause as it comes, so that only the server's own clock stands. */
function createIdlePace() {
  const { idle, strike } = createSteppedPace();
  return { sleep: instantPace.sleep, idle, strike };
}

describe('iterative-planning: waiting at a checkpoint', () => {
  it('sends nothing before the decision, and goes on after it', async () => {
    const backend = createInstantBackend();
    const stream = await reachCheckpoint(backend);
    let hasRead = false;
    const next = stream.read().then(() => (hasRead = true));
    for (let turns = 0; turns < 20; turns += 1) await settle();
    expect(hasRead).to.equal(false);
    await decide(backend);
    await next;
    expect(stream.pairs.at(-1)).to.deep.equal(['checkpoint_approved', { checkpoint: 1 }]);
    await stream.leave();
  });

  it('says that it waits whenever nothing else was sent for a while', async () => {
    const pace = createIdlePace();
    const backend = createInstantBackend({ pace, keepAlive: 15_000 });
    const stream = await reachCheckpoint(backend);
    const before = stream.text.length;
    for (let beat = 0; beat < 3; beat += 1) {
      const next = stream.read();
      await settle();
      pace.strike();
      await next;
    }
    expect(stream.text.slice(before)).to.equal(': waiting for approval\n\n'.repeat(3));
    await stream.leave();
  });

  it('waits for an hour and not longer', async () => {
    const pace = createIdlePace();
    let time = recordedDay;
    const backend = createInstantBackend({ pace, now: () => time, keepAlive: 0 });
    const stream = await reachCheckpoint(backend);
    time += hour - 1;
    pace.strike();
    await settle();
    const end = stream.readAll();
    await settle();
    expect(stream.messages.at(-1)?.event).to.equal('checkpoint_reached');
    time += 1;
    pace.strike();
    expect(await end).to.equal('ended');
    expect(stream.pairs.at(-1)?.[0]).to.equal('error');
    expect(stream.text).to.include('expired');
    expect((await decide(backend)).status).to.equal(404);
  });

  it('takes no decision after an hour, even if nobody watched', async () => {
    let time = recordedDay;
    const backend = createInstantBackend({ now: () => time });
    const stream = await reachCheckpoint(backend);
    await stream.leave();
    time += hour;
    expect((await decide(backend)).status).to.equal(404);
    const again = await watchPlan(backend, nordic, { lastEventId: stream.lastEventId });
    expect(await again.readAll()).to.equal('ended');
    expect(again.pairs.map(([event]) => event)).to.deep.equal(['error']);
  });

  it('ends with an error when the plan is rejected, feedback included', async () => {
    const backend = createInstantBackend();
    const stream = await reachCheckpoint(backend);
    await decide(backend, { approved: false, feedback: 'Too expensive' });
    expect(await stream.readAll()).to.equal('ended');
    expect(stream.pairs.at(-1)).to.deep.equal([
      'error',
      { message: 'Plan rejected at checkpoint 1: Too expensive' },
    ]);
  });

  it('ends with complete and without a plan where the planner takes a no for an end', async () => {
    const backend = createInstantBackend();
    const stream = await reachCheckpoint(backend, 'Hire a support team of twelve');
    await decide(backend, { approved: false });
    expect(await stream.readAll()).to.equal('ended');
    expect(stream.pairs.at(-1)?.[0]).to.equal('complete');
    expect(stream.text).not.to.include('final_plan').and.not.include('event: error');
  });

  it('follows the feedback in all that comes after it', async () => {
    const backend = createInstantBackend();
    const stream = await reachCheckpoint(backend, 'Hire a support team of twelve');
    const before = stream.messages.length;
    await decide(backend, { feedback: 'Nobody works on Sundays' });
    await stream.readUntil('"checkpoint_number":2');
    await decide(backend, { checkpoint: 2 });
    await stream.readAll();
    const after = stream.pairs.slice(before);
    const find = (event: string) => after.find(([name]) => name === event)?.[1];
    expect(find('iteration_progress')).to.include({ focus: 'Nobody works on Sundays' });
    expect(find('checkpoint_reached'))
      .to.have.property('summary')
      .that.matches(/^With your feedback \(“Nobody works on Sundays”\)/);
    expect(find('final_plan')).to.have.property('plan').that.includes('- Nobody works on Sundays');
  });
});

describe('iterative-planning: checkpoints of all kinds', () => {
  it('opens a second checkpoint while the first is open, and takes them in any order', async () => {
    const backend = createInstantBackend();
    const stream = await reachCheckpoint(backend, 'Launch the app in two countries at once');
    expect(stream.messages.filter(({ event }) => event === 'checkpoint_reached')).to.have.length(2);
    await decide(backend, { checkpoint: 2 });
    await stream.readUntil('checkpoint_approved');
    expect(stream.pairs.at(-1)).to.deep.equal(['checkpoint_approved', { checkpoint: 2 }]);
    await decide(backend, { checkpoint: 1, feedback: 'Ireland first' });
    await stream.readAll();
    expect(stream.pairs.at(-1)?.[0]).to.equal('complete');
    expect(stream.pairs.at(-2)?.[1]).to.have.property('plan').that.includes('Ireland first');
  });

  it('withdraws the second checkpoint when the first is rejected', async () => {
    const backend = createInstantBackend();
    const stream = await reachCheckpoint(backend, 'Launch the app in two countries at once');
    await decide(backend, { checkpoint: 1, approved: false });
    await stream.readAll();
    expect(stream.pairs.at(-1)?.[0]).to.equal('error');
    expect((await decide(backend, { checkpoint: 2 })).status).to.equal(404);
    expect((await decide(backend, { checkpoint: 1 })).status).to.equal(409);
  });

  for (const [what, checkpoint] of [
    ['without a number', null],
    ['by its iteration', 2],
    ['by its place', 1],
  ] as const) {
    it(`takes a decision ${what} for a checkpoint that came without one`, async () => {
      const backend = createInstantBackend();
      const stream = await reachCheckpoint(backend, 'Plan with the figures that nobody checked');
      const response = await decide(backend, { checkpoint });
      expect(response.status).to.equal(200);
      expect(await response.json()).to.include({ checkpoint });
      expect((await decide(backend, { checkpoint })).status).to.equal(409);
      await stream.readAll();
      expect(stream.pairs).to.deep.include(['checkpoint_approved', { checkpoint: null }]);
      expect(stream.pairs.at(-1)?.[0]).to.equal('complete');
    });
  }

  it('keeps ten planners apart', async () => {
    const backend = createInstantBackend();
    const sessions = Array.from({ length: 10 }, (_, index) => `planner-${index}`);
    const streams = await Promise.all(
      sessions.map((session) => reachCheckpoint(backend, nordic, session)),
    );
    const odd = sessions.filter((_, index) => index % 2 === 1);
    for (const session of odd) {
      await decide(backend, { session, approved: false, feedback: `No from ${session}` });
    }
    for (const [index, stream] of streams.entries()) {
      const session = sessions[index] ?? '';
      const isOpen = index % 2 === 0;
      expect(stream.messages.at(-1)?.event).to.equal('checkpoint_reached');
      expect((await decide(backend, { session })).status).to.equal(isOpen ? 200 : 409);
      await approveAll(backend, stream, session);
      expect(stream.messages.at(-1)?.event).to.equal(isOpen ? 'complete' : 'error');
      if (!isOpen) expect(stream.text).to.include(`No from ${session}"`);
    }
    expect(backend.running).to.equal(0);
  });
});
