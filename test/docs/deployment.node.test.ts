// What docs/deployment.md says of nginx, with a real one.
import { expect } from 'chai';
import { createRealPace, createSteppedPace, instantPace } from '../../demo/backend/index.js';
import { agentPath, ask, demoToken } from '../support/agent-chat-client.js';
import { post, settle } from '../support/backend-client.js';
import {
  byDefault,
  describeWithNginx,
  documented,
  type FrontOptions,
  type Setup,
} from '../support/behind-nginx.js';
import { readLive } from '../support/live-stream.js';
import { decide, watchPlan } from '../support/planner-client.js';

/** Scenarios run through, and heartbeats come in real time. */
const heartbeats: FrontOptions = {
  pace: { sleep: instantPace.sleep, idle: createRealPace().idle },
  keepAlive: 50,
};

describeWithNginx('nginx as docs/deployment.md sets it up', (behind) => {
  it('passes each event of a POST on as it comes', async () => {
    const pace = createSteppedPace();
    const { backend } = await behind(documented(), { pace });
    const stream = readLive(await ask(backend, 'Show me the ledger entry as it is'));
    await stream.readUntil('tool_call');
    expect(stream.text).to.not.include('tool_result');
    await pace.paused();
    pace.step();
    await stream.readUntil('tool_result');
    await stream.leave();
  });

  it('passes each event of a GET on as it comes', async () => {
    const pace = createSteppedPace();
    const { backend } = await behind(documented(), { pace });
    const stream = await watchPlan(backend, 'Enter the Nordic market');
    await stream.readUntil('planning_started');
    expect(stream.text).to.not.include('iteration_started');
    await pace.paused();
    pace.step();
    await stream.readUntil('iteration_started');
    await stream.leave();
  });

  it('passes each event on as it comes when it compresses them', async () => {
    const pace = createSteppedPace();
    const gzip = 'gzip on; gzip_types text/event-stream;';
    const setup: Setup = (...ports) => documented()(...ports).replace('gzip off;', gzip);
    const { backend } = await behind(setup, { pace });
    const response = await ask(backend, 'Show me the ledger entry as it is');
    expect(response.headers.get('content-encoding')).to.equal('gzip');
    const stream = readLive(response);
    await stream.readUntil('tool_call');
    expect(stream.text).to.not.include('tool_result');
    await stream.leave();
  });

  it('lets a checkpoint outlive its read timeout while heartbeats come', async () => {
    const { backend } = await behind(documented('1s'), heartbeats);
    const stream = await watchPlan(backend, 'Enter the Nordic market');
    await stream.readUntil('checkpoint_reached');
    const end = performance.now() + 1_500;
    while (performance.now() < end) await stream.read();
    expect((await decide(backend)).status).to.equal(200);
    await stream.readUntil('checkpoint_approved');
    await stream.leave();
  });

  it('cuts a silent checkpoint after its read timeout', async () => {
    const { backend } = await behind(documented('1s'), { ...heartbeats, keepAlive: 0 });
    const stream = await watchPlan(backend, 'Enter the Nordic market');
    await stream.readUntil('checkpoint_reached');
    expect(await stream.readAll()).to.equal('cut');
  });

  it('passes on where a stream is to begin again', async () => {
    const { backend } = await behind(documented(), heartbeats);
    const stream = await watchPlan(backend, 'Enter the Nordic market');
    await stream.readUntil('checkpoint_reached');
    await stream.leave();
    const [second] = stream.messages.slice(1);
    const rest = await watchPlan(backend, 'Enter the Nordic market', { lastEventId: second?.id });
    await rest.readUntil('checkpoint_reached');
    expect(rest.messages[0]).to.deep.equal(stream.messages[2]);
    await rest.leave();
  });

  it('passes on a token, and a body as large as they come', async () => {
    const { backend } = await behind(documented());
    const messages = Array.from({ length: 50 }, () => ({
      role: 'user',
      content: '語'.repeat(1e4),
    }));
    const response = await backend.fetch(post(agentPath, { messages }, { headers: demoToken }));
    expect(response.status).to.equal(200);
    expect(await readLive(response).readAll()).to.equal('ended');
  });

  it('lets the server see that a client has left', async () => {
    const { backend } = await behind(documented(), { pace: createSteppedPace() });
    const stream = await watchPlan(backend, 'Enter the Nordic market');
    await stream.readUntil('planning_started');
    expect(backend.running).to.equal(1);
    await stream.leave();
    while (backend.running > 0) await settle();
  });
});

describeWithNginx('nginx as it comes', (behind) => {
  it('holds an answer back to its end, headers and all', async () => {
    const pace = createSteppedPace();
    const { backend } = await behind(byDefault(), { pace });
    const answer = ask(backend, 'Show me the ledger entry as it is');
    await pace.paused();
    const other = backend.fetch(new Request('http://localhost/fault/404'));
    const first = await Promise.race([
      answer.then(() => 'the answer'),
      other.then(() => 'the other'),
    ]);
    expect(first).to.equal('the other');
    while (backend.running > 0) {
      pace.step();
      await settle();
    }
    const stream = readLive(await answer);
    await stream.read();
    expect(stream.text).to.include('completed');
  });

  it('passes each event on where the server asks for it', async () => {
    const pace = createSteppedPace();
    const { backend } = await behind(byDefault(), { pace, asksForPassage: true });
    const stream = readLive(await ask(backend, 'Show me the ledger entry as it is'));
    await stream.readUntil('tool_call');
    expect(stream.text).to.not.include('tool_result');
    await stream.leave();
  });

  it('cuts a silent stream after its read timeout, and loses what it has held back', async () => {
    const { backend } = await behind(byDefault('1s'), { ...heartbeats, keepAlive: 0 });
    const stream = await watchPlan(backend, 'Enter the Nordic market');
    expect([await stream.readAll(), stream.text]).to.deep.equal(['cut', '']);
  });

  it('refuses a large body', async () => {
    const { backend } = await behind(byDefault());
    const response = await backend.fetch(post(agentPath, 'x'.repeat(1_048_577)));
    expect(response.status).to.equal(413);
  });
});
