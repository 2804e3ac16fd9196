import { expect } from 'chai';
import { conversations, createSteppedPace } from '../../../demo/backend/index.js';
import { createInstantBackend, post, readFixture, settle } from '../../support/backend-client.js';
import { approveAll, decide, planRequest, watchPlan } from '../../support/planner-client.js';

const nordic = 'Enter the Nordic market';

describe('iterative-planning: the plan', () => {
  it('serves the recorded plan, once its checkpoint is approved', async () => {
    const backend = createInstantBackend();
    const stream = await watchPlan(backend, nordic);
    expect(await approveAll(backend, stream)).to.equal('ended');
    expect(stream.pairs).to.deep.equal(await readFixture('iterative-planning/plan'));
  });

  it('sends as many iterations and checkpoints as it is asked for', async () => {
    const backend = createInstantBackend();
    const query = { max_iterations: '7', checkpoint_interval: '3' };
    const stream = await watchPlan(backend, nordic, { query });
    await approveAll(backend, stream);
    const events = stream.messages.map(({ event }) => event);
    expect(stream.pairs[0]).to.deep.equal([
      'planning_started',
      { goal: nordic, max_iterations: 7, checkpoint_interval: 3 },
    ]);
    expect(events.filter((event) => event === 'iteration_started')).to.have.length(7);
    expect(events.filter((event) => event === 'checkpoint_reached')).to.have.length(2);
    expect(stream.pairs.at(-2)?.[1]).to.include({ iterations: 7, checkpoints: 2 });
  });

  it('has no checkpoint after the last iteration', async () => {
    const stream = await watchPlan(createInstantBackend(), nordic, {
      query: { max_iterations: '2' },
    });
    expect(await stream.readAll()).to.equal('ended');
    expect(stream.text).not.to.include('checkpoint_reached');
  });

  it('puts the proposal into the plan', async () => {
    const query = { proposal: 'Begin with Sweden', max_iterations: '1' };
    const stream = await watchPlan(createInstantBackend(), nordic, { query });
    await stream.readAll();
    expect(stream.pairs.at(-2)?.[1]).to.have.property('plan').that.includes('> Begin with Sweden');
  });

  for (const { id, prompt } of conversations['iterative-planning']) {
    it(`plays “${prompt}” to its end when everything is approved`, async () => {
      const backend = createInstantBackend();
      let stream = await watchPlan(backend, prompt);
      for (let drops = 0; (await approveAll(backend, stream)) === 'cut'; drops += 1) {
        expect(drops).to.be.below(2);
        stream = await watchPlan(backend, prompt, { lastEventId: stream.lastEventId });
      }
      const ends = stream.messages.map(({ event }) => event).slice(-2);
      expect(ends).to.deep.equal(
        id === 'fails' ? ['iteration_started', 'error'] : ['final_plan', 'complete'],
      );
    });
  }

  it('plans any other goal as well, and lists the ones it knows', async () => {
    const backend = createInstantBackend();
    const stream = await watchPlan(backend, 'Zzz');
    expect(await approveAll(backend, stream)).to.equal('ended');
    const [, data] = stream.pairs.at(-2) ?? [];
    const { plan } = data as { readonly plan: string };
    expect(plan).to.include('mock backend').and.include('# Zzz');
    for (const { prompt } of conversations['iterative-planning']) expect(plan).to.include(prompt);
  });

  it('fails with an error once, and goes through when it is tried again', async () => {
    const backend = createInstantBackend();
    const goal = 'Migrate the warehouse to the cloud';
    const first = await watchPlan(backend, goal);
    expect(await first.readAll()).to.equal('ended');
    expect(first.pairs.at(-1)?.[0]).to.equal('error');
    const second = await watchPlan(backend, goal);
    await approveAll(backend, second);
    expect(second.pairs.at(-1)?.[0]).to.equal('complete');
  });

  it('sends figures that are none, and an unreadable one, and finishes all the same', async () => {
    const backend = createInstantBackend();
    const stream = await watchPlan(backend, 'Plan with the figures that nobody checked');
    await approveAll(backend, stream);
    expect(stream.text)
      .to.include('{"iteration":1,"max":3}')
      .and.include('data: {"iteration": 2, "frameworks": \n');
    expect(
      stream.pairs.find(([event]) => event === 'checkpoint_reached')?.[1],
    ).not.to.have.property('checkpoint_number');
  });

  it('takes about two seconds for an iteration', async () => {
    let time = 0;
    const pace = {
      sleep: async (ms: number) => void (time += ms),
      idle: () => new Promise<void>(() => undefined),
    };
    const backend = createInstantBackend({ pace });
    const stream = await watchPlan(backend, 'Plan a two-day team retreat');
    await stream.readAll();
    expect(time / 3).to.be.within(1500, 2500);
  });

  for (const [what, query, detail] of [
    ['a missing goal', { goal: ' ' }, 'goal: Field required'],
    ['a missing session', { session_id: '' }, 'session_id: Field required'],
    ['a strange session', { session_id: 'a b' }, 'session_id: Expected letters, digits, _ and -'],
    [
      'no iterations',
      { max_iterations: '0' },
      'max_iterations: Expected a whole number from 1 to 100',
    ],
    [
      'an interval in words',
      { checkpoint_interval: 'two' },
      'checkpoint_interval: Expected a whole number from 1 to 100',
    ],
  ] as const) {
    it(`refuses ${what} with 422 and says why`, async () => {
      const response = await createInstantBackend().fetch(planRequest(nordic, { query }));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
    });
  }

  it('stops when the client leaves, and leaves no timer behind', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const controller = new AbortController();
    const stream = await watchPlan(backend, nordic, { signal: controller.signal });
    const end = stream.readAll();
    await pace.paused();
    await settle();
    expect(backend.running).to.equal(1);
    controller.abort();
    expect(await end).to.equal('cut');
    expect(backend.running).to.equal(0);
    expect(pace.pending).to.deep.equal([]);
  });
});

describe('POST /api/checkpoint-approval', () => {
  for (const [what, body, detail] of [
    ['a body that is not JSON', '{', 'body: Not JSON'],
    ['a body that is no object', '[]', 'body: Expected an object'],
    ['a missing session', { checkpoint: 1, approved: true }, 'session_id: Field required'],
    [
      'a session of another type',
      { session_id: 7, checkpoint: 1, approved: true },
      'session_id: Expected a string',
    ],
    ['a missing decision', { session_id: 's1', checkpoint: 1 }, 'approved: Field required'],
    [
      'a decision that is neither',
      { session_id: 's1', checkpoint: 1, approved: 'yes' },
      'approved: Expected true or false',
    ],
    ['a missing checkpoint', { session_id: 's1', approved: true }, 'checkpoint: Field required'],
    [
      'a checkpoint in words',
      { session_id: 's1', checkpoint: '1', approved: true },
      'checkpoint: Expected a whole number',
    ],
    [
      'feedback of another type',
      { session_id: 's1', checkpoint: 1, approved: true, feedback: {} },
      'feedback: Expected a string',
    ],
  ] as const) {
    it(`refuses ${what} with 422, and the checkpoint stays open`, async () => {
      const backend = createInstantBackend();
      const stream = await watchPlan(backend, nordic);
      await stream.readUntil('checkpoint_reached');
      const response = await backend.fetch(post('/api/checkpoint-approval', body));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
      expect((await decide(backend)).status).to.equal(200);
      await stream.leave();
    });
  }

  it('answers what was decided', async () => {
    for (const [approved, status, message] of [
      [true, 'approved', 'Approved, continuing'],
      [false, 'rejected', 'Rejected, the planner stops'],
    ] as const) {
      const backend = createInstantBackend();
      const stream = await watchPlan(backend, nordic);
      await stream.readUntil('checkpoint_reached');
      const response = await decide(backend, { approved });
      expect(response.status).to.equal(200);
      expect(await response.json()).to.deep.equal({ status, checkpoint: 1, message });
      await stream.leave();
    }
  });

  it('answers 404 for a session and for a checkpoint that it does not know', async () => {
    const backend = createInstantBackend();
    expect((await decide(backend)).status).to.equal(404);
    const stream = await watchPlan(backend, nordic);
    await stream.readUntil('checkpoint_reached');
    const unknown = await decide(backend, { checkpoint: 2 });
    expect(unknown.status).to.equal(404);
    expect(await unknown.json()).to.deep.equal({ detail: 'Unknown checkpoint: 2' });
    await stream.leave();
  });

  it('answers 409 for a decision that was made before, also when the run is over', async () => {
    const backend = createInstantBackend();
    const stream = await watchPlan(backend, nordic);
    await stream.readUntil('checkpoint_reached');
    await decide(backend);
    expect((await decide(backend)).status).to.equal(409);
    await stream.readAll();
    expect((await decide(backend, { approved: false })).status).to.equal(409);
    expect(stream.messages.at(-1)?.event).to.equal('complete');
  });
});
