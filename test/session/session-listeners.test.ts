// Listeners may do anything, at any time: stop, send, retry, close, reset.
import { expect } from 'chai';
import type { SessionNotice } from '../../src/session/index.js';
import { createEventDialect, encode, ok, said } from '../support/event-dialect.js';
import { settle } from '../support/fake-clock.js';
import { cutStreamResponse, eventStreamResponse, pushStream } from '../support/fake-fetch.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';

/** Does something once, at the first notice that fits. */
function once(fits: (notice: SessionNotice) => boolean, act: () => void) {
  let isDone = false;
  return (notice: SessionNotice): void => {
    if (isDone || !fits(notice)) return;
    isDone = true;
    act();
  };
}

const isTrouble = (notice: SessionNotice): boolean =>
  notice.type === 'received' && notice.event.type === 'trouble';

describe('A listener', () => {
  it('that sends when a run has finished begins the next one', async () => {
    const { notices, server, session } = createSessionStand();
    session.subscribe(
      once(
        ({ type }) => type === 'finished',
        () => void session.send('Two'),
      ),
    );
    server.answer(eventStreamResponse(encode(ok)), eventStreamResponse(encode(said('2'), ok)));
    const first = await session.send('One');
    await settle();
    expect([first?.id, session.state.past[0]?.id]).to.deep.equal(['run-1', 'run-1']);
    expect(namesOf(notices)).to.deep.equal(['opened', 'finished', 'opened', 'finished']);
  });

  it('that stops and sends anew when a connection breaks ends one run and begins another', async () => {
    const { notices, server, session } = createSessionStand();
    const again = (): void => {
      session.stop();
      void session.send('Two');
    };
    session.subscribe(once(isTrouble, again));
    server.answer(cutStreamResponse(encode(said('1'))), pushStream());
    await session.send('One');
    await settle();
    const [first] = session.state.past;
    expect([first?.status, session.state.run?.status]).to.deep.equal(['cancelled', 'running']);
    expect(namesOf(notices)).to.deep.equal(['opened', 'finished', 'opened']);
    expect(server.liveStreams).to.equal(1);
  });

  it('that sends while a run goes on is refused, and the run goes on', async () => {
    const { notices, server, session } = createSessionStand();
    session.subscribe(
      once(
        ({ type }) => type === 'received',
        () => void session.send('Two'),
      ),
    );
    server.answer(eventStreamResponse(encode(said('1'), said('2'), ok)));
    await session.send('One');
    expect(namesOf(notices)).to.deep.equal(['opened', 'failed', 'finished']);
    expect(session.state.run?.messages[0]?.parts[0]).to.include({ text: '12' });
  });

  it('that stops in the middle of a batch sees nothing more of it', async () => {
    const { server, session } = createSessionStand();
    session.subscribe(
      once(
        ({ type }) => type === 'received',
        () => session.stop(),
      ),
    );
    server.answer(eventStreamResponse(encode(said('1'), said('2'), ok)));
    const run = await session.send('One');
    expect(run?.status).to.equal('cancelled');
    expect(run?.messages[0]?.parts[0]).to.include({ text: '1' });
  });

  it('that resets in the middle of a run leaves nothing of it', async () => {
    const { server, session } = createSessionStand();
    session.subscribe(
      once(
        ({ type }) => type === 'received',
        () => session.reset(),
      ),
    );
    server.answer(eventStreamResponse(encode(said('1'), said('2'), ok)));
    expect((await session.send('One'))?.status).to.equal('cancelled');
    expect(session.state).to.deep.include({ past: [], connection: { phase: 'idle' } });
  });

  it('that changes the settings in the middle of a run changes the next one', async () => {
    const { server, session } = createSessionStand();
    const next = { endpoint: '/next', dialect: createEventDialect(), fetch: server.fetch };
    session.subscribe(
      once(
        ({ type }) => type === 'opened',
        () => session.configure(next),
      ),
    );
    server.always(() => eventStreamResponse(encode(ok)));
    await session.send('One');
    await session.send('Two');
    expect(server.requests.map(({ url }) => url)).to.deep.equal(['/agent', '/next']);
  });
});
