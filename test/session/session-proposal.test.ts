// What the page proposes is approved by a person before a run with it begins.
import { expect } from 'chai';
import { iterativePlanning } from '../../src/dialects/index.js';
import type { CheckpointOpen } from '../../src/events/index.js';
import type { DecisionState, SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { pushStream, textResponse, type FakeAnswer } from '../support/fake-fetch.js';
import { createSessionStand, namesOf, type SessionStand } from '../support/session-stand.js';

const params = { goal: 'Enter Norway', proposal: 'Look at **three** markets', max_iterations: '4' };
const settings: SessionSettings = {
  ...{ dialect: iterativePlanning, endpoint: '/api/execute-plan', sessionId: 's1' },
  params,
};

const proposal: CheckpointOpen = {
  ...{ type: 'checkpoint.open', checkpointId: 'proposal', ask: 'approve', canEdit: false },
  reply: { dialect: 'plain', send: 'begin' },
};

/** A session that asks first. */
function asking(changes: SessionSettings = {}): SessionStand {
  const stand = createSessionStand({ ...settings, ...changes });
  stand.session.askFirst();
  return stand;
}

/** The same after an approval that the server answers so. */
async function approved(answer: FakeAnswer, changes?: SessionSettings): Promise<SessionStand> {
  const stand = asking(changes);
  stand.server.answer(answer);
  await stand.session.decide('proposal', 'approve');
  await settle();
  return stand;
}

function decisionIn({ session }: SessionStand): DecisionState | undefined {
  return session.state.run?.checkpoints[0]?.decision;
}

/** How the runs stand, and how their proposals do. */
function standings({ session }: SessionStand): string[] {
  const { past, run } = session.state;
  return [...past, ...(run ? [run] : [])].map(({ status, checkpoints: [asked] }) => {
    const { decision } = asked ?? {};
    return `${status} ${decision?.phase === 'closed' ? decision.outcome : decision?.phase}`;
  });
}

/** What the requests ask for. */
function queries({ server }: SessionStand): unknown[] {
  const base = 'http://a.example';
  return server.requests.map(({ url }) => Object.fromEntries(new URL(url, base).searchParams));
}

const told = ({ notices }: SessionStand): string[] =>
  namesOf(notices).filter((name) => name !== 'connection-changed');

describe('A proposal', () => {
  it('is asked before any request, with all that would be sent', () => {
    const stand = asking({ params: { ...params, checkpoint_interval: '2' } });
    expect(stand.session.state.run).to.include({ status: 'paused' });
    expect(stand.session.state.run?.checkpoints[0]).to.deep.include({
      ...{ id: 'proposal', ask: 'approve', text: params.proposal, canComment: false },
      proposal: { goal: 'Enter Norway', iterations: '4', checkpoints: 'After every 2 iterations' },
    });
    expect(stand.server.requests).to.have.length(0);
  });

  it('is asked once, whoever wants it asked', () => {
    const stand = asking();
    const { run } = stand.session.state;
    stand.session.askFirst();
    stand.session.configure({ ...settings, maxRetries: 3, fetch: stand.server.fetch });
    expect(stand.session.state.run).to.equal(run);
  });

  it('is not asked where there is none, nor with settings that cannot be used', () => {
    for (const changes of [
      { params: { goal: 'Enter Norway' } },
      { params: { ...params, proposal: ' ' } },
      { endpoint: '' },
      { maxRetries: -1 },
      { sessionId: '../admin' },
    ]) {
      expect(asking(changes).session.state.run).to.equal(undefined);
    }
  });

  it('that is approved begins its run, with one request however often that is said', async () => {
    const stand = asking();
    stand.server.answer(pushStream());
    void stand.session.decide('proposal', 'approve');
    void stand.session.decide('proposal', 'approve');
    expect(decisionIn(stand)).to.deep.equal({ phase: 'pending', choice: 'approve' });
    await settle();
    expect(standings(stand)).to.deep.equal(['running approved']);
    expect(queries(stand)).to.deep.equal([{ ...params, session_id: 's1' }]);
    expect(told(stand)).to.deep.equal(['opened', 'decided']);
    expect(stand.notices).to.deep.include({
      ...{ type: 'decided', checkpointId: 'proposal', choice: 'approve', outcome: 'approved' },
    });
  });

  it('that is rejected starts nothing, and that is decided', async () => {
    const stand = asking();
    await stand.session.decide('proposal', 'reject');
    await stand.session.decide('proposal', 'approve');
    expect(standings(stand)).to.deep.equal(['cancelled rejected']);
    expect(stand.notices).to.deep.equal([
      { type: 'decided', checkpointId: 'proposal', choice: 'reject', outcome: 'rejected' },
    ]);
    expect(stand.server.requests).to.have.length(0);
  });

  it('that was rejected is asked again by a retry, and stays in the record', async () => {
    const stand = asking();
    await stand.session.decide('proposal', 'reject');
    await stand.session.retry();
    await stand.session.retry();
    expect(standings(stand)).to.deep.equal(['cancelled rejected', 'paused open']);
    stand.server.answer(pushStream());
    await stand.session.decide('proposal', 'approve');
    await settle();
    expect(standings(stand)).to.deep.equal(['cancelled rejected', 'running approved']);
  });

  it('whose run could not begin is asked again, with the reason, and can be approved again', async () => {
    const stand = await approved(textResponse(404));
    const error = 'There is nothing at this address (404).';
    expect(decisionIn(stand)).to.deep.equal({ phase: 'open', error });
    expect(standings(stand)).to.deep.equal(['paused open']);
    expect(told(stand)).to.deep.equal(['failed']);
    stand.server.answer(pushStream());
    await stand.session.decide('proposal', 'approve');
    await settle();
    expect(standings(stand)).to.deep.equal(['running approved']);
  });

  it('whose request must not be made is asked again, with the reason', async () => {
    const trouble = { type: 'trouble', fatal: true, sort: 'blocked', text: 'Too long.' } as const;
    const stand = createSessionStand({}, { propose: () => proposal, request: () => trouble });
    stand.session.askFirst();
    await stand.session.decide('proposal', 'approve');
    expect(decisionIn(stand)).to.deep.equal({ phase: 'open', error: 'Too long.' });
    expect([stand.session.state.notice, ...told(stand)]).to.deep.equal([undefined, 'failed']);
  });

  it('is settled when the run is stopped before the server has answered', async () => {
    const stand = await approved('never');
    stand.session.stop();
    expect(standings(stand)).to.deep.equal(['cancelled cancelled']);
    await stand.session.retry();
    expect(standings(stand)).to.deep.equal(['cancelled cancelled', 'paused open']);
  });

  it('stays pending while the connection is tried again', async () => {
    const stand = await approved(new TypeError('refused'));
    expect(decisionIn(stand)?.phase).to.equal('pending');
    stand.server.answer(pushStream());
    await stand.clock.advance(500);
    expect(standings(stand)).to.deep.equal(['running approved']);
  });

  it('counts the time of its run from the approval on', async () => {
    const stand = asking();
    await stand.clock.advance(60_000);
    stand.server.answer(pushStream());
    await stand.session.decide('proposal', 'approve');
    expect(stand.session.state.run?.startedAt).to.equal(stand.clock.now());
  });
});

describe('A text that is sent', () => {
  it('is the goal of the proposal, and waits with it', async () => {
    const stand = asking();
    const run = await stand.session.send('Enter Sweden');
    expect(run?.status).to.equal('paused');
    expect(run?.checkpoints[0]?.proposal).to.include({ goal: 'Enter Sweden' });
    expect(standings(stand)).to.deep.equal(['paused open']);
    stand.server.answer(pushStream());
    await stand.session.decide('proposal', 'approve');
    await settle();
    expect(queries(stand)).to.deep.equal([{ ...params, goal: 'Enter Sweden', session_id: 's1' }]);
    expect(stand.session.state.run?.input?.parts[0]).to.include({ text: 'Enter Sweden' });
  });

  it('is refused before anybody is asked when it must not be sent', async () => {
    const stand = asking({ maxLength: 3 });
    await stand.session.send('Enter Sweden');
    expect(stand.session.state.notice?.code).to.equal('message-too-long');
    expect(stand.session.state.run?.input).to.equal(undefined);
  });

  it('waits anew after a rejection, and for nobody after an approval', async () => {
    const stand = asking();
    await stand.session.decide('proposal', 'reject');
    await stand.session.send('Enter Sweden');
    expect(standings(stand)).to.deep.equal(['cancelled rejected', 'paused open']);
    const stream = pushStream();
    stand.server.answer(stream, pushStream());
    await stand.session.decide('proposal', 'approve');
    await settle();
    stream.push('event: complete\ndata:\n\n');
    await settle();
    void stand.session.send('Enter Denmark');
    await settle();
    expect(stand.session.state.run).to.include({ status: 'running' });
    expect(stand.server.requests).to.have.length(2);
  });

  it('is sent at once where nobody has to be asked', async () => {
    const stand = createSessionStand(settings);
    stand.server.answer(pushStream());
    void stand.session.send('Enter Sweden');
    await settle();
    expect(standings(stand)).to.deep.equal(['running undefined']);
  });
});

describe('Another proposal', () => {
  const other = { ...params, proposal: 'Look at one market' };
  const configure = ({ session, server }: SessionStand, changes: SessionSettings): void =>
    session.configure({ ...settings, fetch: server.fetch, ...changes });

  it('takes the place of the one that waits, with the goal that was sent', async () => {
    const stand = asking();
    await stand.session.send('Enter Sweden');
    configure(stand, { params: other });
    expect(standings(stand)).to.deep.equal(['paused open']);
    const asked = stand.session.state.run?.checkpoints[0];
    expect(asked?.text).to.equal(other.proposal);
    expect(asked?.proposal).to.include({ goal: 'Enter Sweden' });
  });

  it('is asked when the run before it is over', async () => {
    const stream = pushStream();
    const stand = await approved(stream);
    configure(stand, { params: other });
    expect(standings(stand)).to.deep.equal(['running approved']);
    stream.push('event: complete\ndata:\n\n');
    await settle();
    expect(standings(stand)).to.deep.equal(['ok approved', 'paused open']);
  });

  it('that is none takes the question back, and sends what has waited for it', async () => {
    const stand = asking();
    configure(stand, { params: {} });
    expect(standings(stand)).to.deep.equal(['cancelled expired']);
    configure(stand, { params });
    await stand.session.send('Enter Sweden');
    stand.server.answer(pushStream());
    configure(stand, { params: {} });
    await settle();
    expect(queries(stand)).to.deep.equal([{ goal: 'Enter Sweden', session_id: 's1' }]);
  });
});

describe('A session that asks first', () => {
  it('asks again when the conversation is forgotten', async () => {
    const stand = await approved(pushStream());
    stand.session.reset();
    expect(standings(stand)).to.deep.equal(['paused open']);
    stand.session.reset();
    expect(standings(stand)).to.deep.equal(['paused open']);
  });

  it('asks nobody any more once it was opened', async () => {
    const stand = asking();
    stand.server.answer(pushStream(), pushStream());
    void stand.session.open();
    await settle();
    expect(standings(stand)).to.deep.equal(['running undefined']);
    expect(queries(stand)).to.deep.equal([{ ...params, session_id: 's1' }]);
  });

  it('takes its question back when it is closed', () => {
    const stand = asking();
    stand.session.close();
    stand.session.askFirst();
    expect(standings(stand)).to.deep.equal(['cancelled expired']);
  });

  it('tries a run again without a question when its proposal was approved', async () => {
    const stream = pushStream();
    const stand = await approved(stream);
    stream.push('event: error\ndata: {"message": "Out of budget"}\n\n');
    await settle();
    stand.server.answer(pushStream());
    void stand.session.retry();
    await settle();
    expect(standings(stand)).to.deep.equal(['failed approved', 'running undefined']);
  });
});
