// The planner of docs/servers waits for a person, with our own session as the client.
import { expect } from 'chai';
import { iterativePlanning } from '../../src/dialects/iterative-planning.js';
import { Session, type Run, type SessionSettings } from '../../src/session/index.js';
import { describeServer, examplePlanner, poll } from '../support/example-server.js';
import { cutAfter } from '../support/cut-after.js';

describeServer(examplePlanner, (start) => {
  let url = '';

  before(async () => {
    url = await start({ HEARTBEAT: '0.1' });
  });

  const open = (settings: SessionSettings = {}): Session =>
    new Session({
      ...{ endpoint: `${url}/plan`, checkpointEndpoint: `${url}/decisions` },
      ...{ dialect: iterativePlanning, ...settings },
    });

  /** Sends a goal, and waits for the question. */
  async function ask(session: Session): Promise<{ id: string; done: Promise<Run | undefined> }> {
    const done = session.send('Enter the Nordic market');
    const isOpen = (): boolean => session.state.run?.checkpoints[0]?.decision.phase === 'open';
    await poll('a question', async () => isOpen());
    return { id: session.state.run?.checkpoints[0]?.id ?? '', done };
  }

  const textOf = (run: Run | undefined): string => JSON.stringify(run?.messages);

  it('goes on when approved, and hears what the person has to say', async () => {
    const session = open();
    const { id, done } = await ask(session);
    await session.decide(id, 'approve', { feedback: 'Start with Norway' });
    const run = await done;
    expect(run?.status).to.equal('ok');
    expect(textOf(run)).to.contain('2. Start with Norway');
  });

  it('ends when rejected', async () => {
    const session = open();
    const { id, done } = await ask(session);
    await session.decide(id, 'reject');
    expect((await done)?.status).to.equal('cancelled');
  });

  it('asks once, also when the connection was lost meanwhile', async () => {
    const asked: (string | null)[] = [];
    const session = open({ fetch: cutAfter(/checkpoint_reached/, asked) });
    const { id, done } = await ask(session);
    await poll('a second connection', async () => asked.length === 2);
    await session.decide(id, 'approve');
    const run = await done;
    expect(run?.checkpoints).to.have.length(1);
    expect(run?.status).to.equal('ok');
  });

  it('takes a decision once', async () => {
    const session = open();
    const { done } = await ask(session);
    const decide = async (checkpoint: number): Promise<number> => {
      const body = { session_id: session.state.sessionId, checkpoint, approved: false };
      const init = { method: 'POST', body: JSON.stringify(body) };
      return (await fetch(`${url}/decisions`, init)).status;
    };
    expect([await decide(2), await decide(1), await decide(1)]).to.eql([404, 200, 409]);
    await done;
  });
});
