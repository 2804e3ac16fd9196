import { expect } from 'chai';
import { createSession, type DialectMap, type Session } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import {
  createFakeFetch,
  jsonResponse,
  pushStream,
  type FakeFetch,
} from '../support/fake-fetch.js';
import { latestRun } from '../support/stream-events.js';

const map: DialectMap = {
  name: 'kind',
  messages: {
    word: { is: 'text', text: 'text' },
    ask: { is: 'checkpoint', id: 'id', title: 'question' },
    end: { is: 'done' },
  },
};

function open(given: unknown): { readonly session: Session; readonly server: FakeFetch } {
  const server = createFakeFetch();
  const settings = { endpoint: '/mine', checkpointEndpoint: '/decide', fetch: server.fetch };
  const session = createSession({ ...settings, dialect: 'custom', map: given as DialectMap });
  return { session, server };
}

describe('a session with a map', () => {
  for (const given of [map, JSON.stringify(map)]) {
    it(`talks to a server of one's own, with the map as ${typeof given}`, async () => {
      const { session, server } = open(given);
      const stream = pushStream();
      server.answer(stream);
      const sent = session.send('Hi');
      await settle();
      stream.push('data: {"kind":"word","text":"Hello"}\n\ndata: {"kind":"end"}\n\n');
      stream.end();
      expect(await sent).to.include({ status: 'ok' });
      expect(session.state.dialect).to.equal('custom');
      expect(JSON.stringify(latestRun(session.state).messages)).to.include('"text":"Hello"');
    });
  }

  it('answers a checkpoint where the page says', async () => {
    const { session, server } = open(map);
    const stream = pushStream();
    server.answer(stream, jsonResponse({}));
    void session.send('Hi');
    await settle();
    stream.push('data: {"kind":"ask","id":3,"question":"Go on?"}\n\n');
    await settle();
    await session.decide('3', 'approve');
    const { url, body } = server.requests.at(-1) ?? {};
    expect(url).to.equal('/decide');
    expect(JSON.parse(body ?? '')).to.include({ checkpoint_id: '3', choice: 'approve' });
    session.close();
  });

  it('says at once what is wrong with a map, sends nothing, and takes a better one', async () => {
    const { session, server } = open('{"messages": {"word": {"is": "txt"}}}');
    session.configure({ dialect: 'custom', endpoint: '/mine', map: '{"messages": {"a": 1}}' });
    expect(session.state.notice?.text).to.include('Expected map.messages["a"].is to be one of');
    expect(await session.send('Hi')).to.equal(undefined);
    expect(server.requests).to.deep.equal([]);
    session.configure({ dialect: 'custom', endpoint: '/mine', map });
    expect(session.state.notice).to.equal(undefined);
  });

  it('says that a map is not JSON', () => {
    const { session } = open(map);
    session.configure({ dialect: 'custom', endpoint: '/mine', map: '{messages' });
    expect(session.state.notice?.text).to.equal(
      'Expected map to be JSON, found 9 characters that are not.',
    );
  });

  it('misses a map that was not given', () => {
    const { session } = open(undefined);
    session.configure({ dialect: 'custom', endpoint: '/mine' });
    expect(session.state.notice?.text).to.include('Expected map to be a JSON object');
  });
});
