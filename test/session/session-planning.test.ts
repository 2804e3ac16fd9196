// A planner that waits for a person: what a rejection means for its run and its connection.
import { expect } from 'chai';
import { iterativePlanning } from '../../src/dialects/index.js';
import { settle } from '../support/fake-clock.js';
import { jsonResponse, pushStream, textResponse, type FakeAnswer } from '../support/fake-fetch.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';

const block = (event: string, data: object = {}): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const beginning =
  block('planning_started', { max_iterations: 4 }) +
  block('iteration_started', { iteration: 2, max_iterations: 4 }) +
  block('checkpoint_reached', { iteration: 2, checkpoint_number: 1, summary: 'Half done' });
const failure = block('error', { message: 'Plan rejected at checkpoint 1' });

/** A planner that waits at its checkpoint. */
async function waiting() {
  const stand = createSessionStand({
    dialect: iterativePlanning,
    endpoint: '/api/execute-plan',
    sessionId: 's1',
  });
  const stream = pushStream();
  stand.server.answer(stream);
  void stand.session.send('Enter the Nordic market');
  await settle();
  stream.push(beginning);
  await settle();
  return { ...stand, stream };
}

/** The same after a decision that the server answers so. */
async function decided(choice: string, answer: FakeAnswer) {
  const stand = await waiting();
  stand.server.answer(answer);
  const deciding = stand.session.decide('checkpoint/1', choice, { feedback: 'Too dear' });
  await settle();
  return { ...stand, deciding };
}

const rejected = (): Response => jsonResponse({ status: 'rejected', checkpoint: 1 });

describe('A planner', () => {
  it('is told the decision once, by session and checkpoint', async () => {
    const { bodies, server } = await decided('approve', jsonResponse({ status: 'approved' }));
    expect(server.requests[1]).to.include({ url: '/api/checkpoint-approval', method: 'POST' });
    expect(bodies()[1]).to.deep.equal({
      ...{ session_id: 's1', checkpoint: 1, approved: true, feedback: 'Too dear' },
    });
  });

  it('that was rejected is stopped by the person, with an error or without', async () => {
    for (const end of [failure, block('complete')]) {
      const { notices, session, stream } = await decided('reject', rejected());
      stream.push(end);
      await settle();
      const { run } = session.state;
      expect([run?.status, run?.reason]).to.deep.equal(['cancelled', 'rejected']);
      expect(run?.troubles).to.deep.equal([]);
      expect(run?.operations[0]?.outcome).to.equal('cancelled');
      expect(namesOf(notices)).to.deep.equal(['opened', 'decided', 'finished']);
    }
  });

  it('may stop before the rejection is confirmed', async () => {
    const { session, stream } = await decided('reject', 'never');
    stream.push(failure);
    await settle();
    expect(session.state.run).to.include({ status: 'cancelled', reason: 'rejected' });
  });

  it('that fails after an approval, or a rejection that nobody heard, has failed', async () => {
    for (const [choice, answer] of [
      ['approve', jsonResponse({ status: 'approved' })],
      ['reject', textResponse(500)],
    ] as const) {
      const { session, stream } = await decided(choice, answer);
      stream.push(failure);
      await settle();
      expect(session.state.run?.status).to.equal('failed');
      expect(session.state.run?.troubles[0]?.text).to.match(/^Planning error: /);
    }
  });

  it('that closes after a rejection is not asked to begin anew', async () => {
    for (const end of ['end', 'fail'] as const) {
      const { clock, notices, server, session, stream } = await decided('reject', rejected());
      stream[end]();
      await clock.advance(60_000);
      expect(session.state.run).to.include({ status: 'cancelled', reason: 'rejected' });
      expect([server.requests.length, clock.pending]).to.deep.equal([2, 0]);
      expect(namesOf(notices)).to.deep.equal(['opened', 'decided', 'finished']);
    }
  });

  it('that breaks before a rejection is confirmed is opened again', async () => {
    const { clock, server, stream } = await decided('reject', 'never');
    server.answer(pushStream());
    stream.fail();
    await clock.advance(500);
    expect(server.requests[2]?.method).to.equal('GET');
  });

  it('asks once across a reconnect, and ends with its plan', async () => {
    const { clock, server, session, stream } = await waiting();
    const again = pushStream();
    server.answer(again);
    stream.end();
    await clock.advance(500);
    again.push(beginning + block('checkpoint_approved', { checkpoint: 1 }));
    again.push(block('final_plan', { plan: '# Plan' }) + block('complete'));
    await settle();
    const { run } = session.state;
    expect(run?.checkpoints.map(({ id }) => id)).to.deep.equal(['checkpoint/1']);
    expect([run?.status, again.isCancelled]).to.deep.equal(['ok', true]);
    await clock.advance(60_000);
    expect(server.requests).to.have.length(2);
  });
});
