import { expect } from 'chai';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSteppedPace } from '../../../demo/backend/index.js';
import { createServer } from '../../../demo/backend/node-server.js';
import { createInstantBackend, settle } from '../../support/backend-client.js';
import { readLive } from '../../support/live-stream.js';
import { approveAll, decide, planRequest, watchPlan } from '../../support/planner-client.js';

const nordic = 'Enter the Nordic market';
const lisbon = 'Open a second office in Lisbon';

const toEvents = (stream: { readonly pairs: readonly (readonly [unknown, unknown])[] }) =>
  stream.pairs.map(([event]) => event);

describe('iterative-planning: coming back', () => {
  it('gives every message an id, and never the same one twice', async () => {
    const backend = createInstantBackend();
    const ids: (string | undefined)[] = [];
    for (const goal of [nordic, nordic]) {
      const stream = await watchPlan(backend, goal);
      await approveAll(backend, stream);
      ids.push(...stream.messages.map(({ id }) => id));
    }
    expect(ids).not.to.include(undefined);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('goes on after a drop without losing or repeating anything', async () => {
    const backend = createInstantBackend();
    const first = await watchPlan(backend, lisbon);
    expect(await first.readAll()).to.equal('cut');
    const second = await watchPlan(backend, lisbon, { lastEventId: first.lastEventId });
    expect(await second.readAll()).to.equal('cut');
    expect([...toEvents(first), ...toEvents(second)]).to.deep.equal([
      'planning_started',
      'iteration_started',
      'iteration_progress',
      'iteration_started',
      'iteration_progress',
      'iteration_started',
      'iteration_progress',
      'checkpoint_reached',
    ]);
  });

  it('says again what is open, without an id, and goes on after the decision', async () => {
    const backend = createInstantBackend();
    const first = await watchPlan(backend, nordic);
    await first.readUntil('checkpoint_reached');
    await first.leave();
    const second = await watchPlan(backend, nordic, { lastEventId: first.lastEventId });
    await second.readUntil(': waiting for approval');
    expect(second.messages).to.have.length(1);
    expect(second.messages[0]).to.include({ event: 'checkpoint_reached', id: undefined });
    await decide(backend);
    await second.readAll();
    expect(toEvents(second).slice(1)).to.deep.equal([
      'checkpoint_approved',
      'iteration_started',
      'iteration_started',
      'final_plan',
      'complete',
    ]);
  });

  it('keeps a decision that is made while nobody watches', async () => {
    const backend = createInstantBackend();
    const first = await watchPlan(backend, nordic);
    await first.readUntil('checkpoint_reached');
    await first.leave();
    expect((await decide(backend)).status).to.equal(200);
    const second = await watchPlan(backend, nordic, { lastEventId: first.lastEventId });
    await second.readAll();
    expect(toEvents(second)[0]).to.equal('checkpoint_approved');
    expect(toEvents(second).at(-1)).to.equal('complete');
  });

  it('begins with the start, the place and what is open for who knows nothing', async () => {
    const backend = createInstantBackend();
    const first = await watchPlan(backend, nordic);
    await first.readUntil('checkpoint_reached');
    for (const lastEventId of [undefined, 'no-such-id']) {
      const second = await watchPlan(backend, nordic, { lastEventId });
      await second.readUntil(': waiting for approval');
      expect(second.pairs).to.deep.equal([0, 3, 4, 5].map((index) => first.pairs[index]));
      expect(second.lastEventId).to.equal(first.lastEventId);
      await second.leave();
    }
    await first.leave();
  });

  it('leaves out of the beginning what was decided', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const first = await watchPlan(backend, 'Launch the app in two countries at once');
    const reading = first.readUntil(': waiting for approval');
    while (!first.text.includes(': waiting')) {
      pace.step();
      await settle();
    }
    await reading;
    await decide(backend, { checkpoint: 1 });
    await first.readUntil('checkpoint_approved');
    const second = await watchPlan(backend, 'Launch the app in two countries at once');
    await second.readUntil(': waiting for approval');
    const open = second.pairs.filter(([event]) => event === 'checkpoint_reached');
    expect(open.map(([, data]) => data)).to.have.nested.property('[0].checkpoint_number', 2);
    expect(open).to.have.length(1);
    await Promise.all([first.leave(), second.leave()]);
  });

  it('answers 204 to a client that has heard everything', async () => {
    const backend = createInstantBackend();
    const stream = await watchPlan(backend, nordic);
    await approveAll(backend, stream);
    const { lastEventId } = stream;
    expect((await backend.fetch(planRequest(nordic, { lastEventId }))).status).to.equal(204);
    const missed = stream.messages.at(-3)?.id;
    const rest = await watchPlan(backend, nordic, { lastEventId: missed });
    await rest.readAll();
    expect(toEvents(rest)).to.deep.equal(['final_plan', 'complete']);
  });

  it('sends the same to two clients of one session', async () => {
    const backend = createInstantBackend();
    const first = await watchPlan(backend, nordic);
    await first.readUntil('planning_started');
    const second = await watchPlan(backend, nordic, { lastEventId: first.lastEventId });
    await Promise.all([first, second].map((stream) => stream.readUntil(': waiting')));
    await decide(backend);
    await Promise.all([first.readAll(), second.readAll()]);
    expect(second.pairs).to.deep.equal(first.pairs.slice(1));
  });

  it('begins anew with another goal, and tells those who watched the old one', async () => {
    const backend = createInstantBackend();
    const first = await watchPlan(backend, nordic);
    await first.readUntil('checkpoint_reached');
    const second = await watchPlan(backend, 'Plan a two-day team retreat');
    expect(await first.readAll()).to.equal('ended');
    expect(first.pairs.at(-1)?.[0]).to.equal('error');
    await second.readAll();
    expect(toEvents(second)[0]).to.equal('planning_started');
    expect((await decide(backend)).status).to.equal(404);
  });

  it('rests while nobody watches', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const first = await watchPlan(backend, nordic);
    void first.readAll();
    await pace.paused();
    await first.leave();
    await settle();
    expect(pace.pending).to.deep.equal([]);
    const second = await watchPlan(backend, nordic, { lastEventId: first.lastEventId });
    void second.readAll();
    await pace.paused();
    expect(pace.pending).to.have.length(1);
    await second.leave();
  });

  it('keeps a checkpoint open across real connections', async () => {
    const server = createServer({ backend: createInstantBackend() });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const address = `${origin}/api/execute-plan?goal=${encodeURIComponent(nordic)}&session_id=s1`;
      const first = readLive(await fetch(address));
      await first.readUntil('checkpoint_reached');
      server.closeAllConnections();
      expect(await first.readAll()).to.equal('cut');
      const headers = { 'Last-Event-ID': first.lastEventId ?? '' };
      const second = readLive(await fetch(address, { headers }));
      await second.readUntil(': waiting for approval');
      const body = JSON.stringify({ session_id: 's1', checkpoint: 1, approved: true });
      const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } };
      expect((await fetch(`${origin}/api/checkpoint-approval`, init)).status).to.equal(200);
      expect(await second.readAll()).to.equal('ended');
      expect(toEvents(second).filter((event) => event === 'checkpoint_reached')).to.have.length(1);
      expect(toEvents(second).at(-1)).to.equal('complete');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
