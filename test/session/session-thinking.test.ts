// A run that thinks on a feed of its own, and answers a request.
import { expect } from 'chai';
import { thinkingFeed } from '../../src/dialects/index.js';
import type { SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import {
  eventStreamResponse,
  jsonResponse,
  pushStream,
  textResponse,
  type FakeAnswer,
} from '../support/fake-fetch.js';
import { createSessionStand, namesOf, type SessionStand } from '../support/session-stand.js';

const settings: SessionSettings = {
  dialect: thinkingFeed,
  endpoint: '/c/{id}/thinking',
  messageEndpoint: '/c/{id}/messages',
  sessionId: 's1',
};
const answer = { role: 'assistant', content: 'A node was moved.' };
const line = (text: string): string => `data: ${text}\n\n`;

/** A session with a feed that is open and a request whose answer is still to come. */
async function thinking(feed: FakeAnswer = pushStream()) {
  const stand = createSessionStand(settings);
  const body = pushStream();
  const json = textResponse(200, body.body, { 'content-type': 'application/json' });
  stand.server.answer(feed, json);
  const sent = stand.session.send('Why?');
  await settle();
  return {
    ...{ ...stand, sent },
    async respond() {
      body.push(JSON.stringify(answer));
      body.end();
      await settle();
    },
  };
}

function requestsOf({ server }: SessionStand): string[] {
  return server.requests.map(({ method, url }) => `${method} ${url}`);
}

function codesOf({ notices }: SessionStand): string[] {
  return notices.flatMap((notice) => ('code' in notice ? [notice.code] : []));
}

function textIn({ session }: SessionStand): string | undefined {
  const part = session.state.run?.messages[0]?.parts[0];
  return part?.type === 'text' ? part.text : undefined;
}

describe('A run with a feed', () => {
  it('opens the feed before it sends the request', async () => {
    const stand = createSessionStand(settings);
    const { server, session } = stand;
    let open = (_: Response): void => {};
    const held = new Promise<Response>((resolve) => (open = resolve));
    const waiting: typeof fetch = async (input, init) => {
      const response = await server.fetch(input, init);
      return server.requests.length === 1 ? held : response;
    };
    session.configure({ ...settings, fetch: waiting });
    server.answer(jsonResponse({}), jsonResponse(answer));
    const sent = session.send('Why?');
    await settle();
    expect(requestsOf(stand)).to.deep.equal(['GET /c/s1/thinking']);
    open(eventStreamResponse(': connected\n\n'));
    expect((await sent)?.status).to.equal('ok');
    expect(requestsOf(stand)).to.deep.equal(['GET /c/s1/thinking', 'POST /c/s1/messages']);
    expect(server.requests[1]?.body).to.equal('{"content":"Why?"}');
  });

  it('shows the thinking as it comes, and ends with both', async () => {
    const feed = pushStream();
    const stand = await thinking(feed);
    const { clock, notices, respond, sent, server, session } = stand;
    feed.push(line('[Triage] agent invoked') + line('Calling get_incident...'));
    await settle();
    const steps = () => session.state.run?.steps.map(({ name, status }) => [name, status]);
    expect(steps()).to.deep.equal([
      ['Triage', 'running'],
      ['get_incident', 'running'],
    ]);
    expect(session.state.connection.phase).to.equal('live');
    await respond();
    expect([textIn(stand), session.state.run?.status]).to.deep.equal([answer.content, 'running']);
    feed.push(line('get_incident finished') + line('[Triage] agent finished'));
    feed.end();
    expect((await sent)?.status).to.equal('ok');
    expect(steps()?.map(([, status]) => status)).to.deep.equal(['ok', 'ok']);
    expect(namesOf(notices)).to.deep.equal(['opened', 'finished']);
    expect([clock.pending, server.liveStreams, server.requests.length]).to.deep.equal([0, 0, 2]);
  });

  it('whose feed is over before the answer goes on to the answer', async () => {
    const feed = pushStream();
    const { clock, respond, sent, session } = await thinking(feed);
    feed.push(line('[Triage] agent invoked') + line('[Triage] agent finished'));
    feed.end();
    await clock.advance(20_000);
    expect(session.state.run?.status).to.equal('running');
    await respond();
    expect((await sent)?.status).to.equal('ok');
  });

  it('waits two seconds for what a silent feed may still say, and lets go of it', async () => {
    const feed = pushStream();
    const stand = await thinking(feed);
    const { clock, respond, server, session } = stand;
    feed.push(line('[Triage] agent invoked'));
    await respond();
    await clock.advance(1_999);
    expect(session.state.run?.status).to.equal('running');
    await clock.advance(1);
    expect(session.state.run?.status).to.equal('ok');
    expect([feed.isCancelled, clock.pending, server.liveStreams]).to.deep.equal([true, 0, 0]);
    expect(codesOf(stand)).to.deep.equal([]);
  });

  it('waits as long as the feed goes on, but not for ever', async () => {
    const feed = pushStream();
    const { clock, respond, session } = await thinking(feed);
    await respond();
    for (let count = 0; count < 9; count += 1) {
      feed.push(line('Still at it'));
      await clock.advance(1_000);
    }
    expect(session.state.run?.status).to.equal('running');
    feed.push(line('Still at it'));
    await clock.advance(1_000);
    expect([session.state.run?.status, session.state.run?.steps.length]).to.deep.equal(['ok', 10]);
    expect(feed.isCancelled).to.equal(true);
  });

  it('has its answer without the thinking when the feed fails, and says so', async () => {
    const failures: readonly [FakeAnswer, RegExp][] = [
      [textResponse(500), /missing\. The server has failed \(500\)/],
      [textResponse(204), /missing\. The server answered with nothing/],
      [new TypeError('refused'), /missing\. The server could not be reached/],
      [jsonResponse({}), /missing\. The server did not answer with a stream/],
      [
        textResponse(200, '<html>', { 'content-type': 'text/html' }),
        /did not answer with a stream/,
      ],
    ];
    for (const [failure, words] of failures) {
      const stand = await thinking(failure);
      await stand.respond();
      const run = await stand.sent;
      expect(run?.status).to.equal('ok');
      expect(run?.troubles.map(({ code, fatal }) => [code, fatal])).to.deep.equal([
        ['thinking-missing', false],
      ]);
      expect(run?.troubles[0]?.text).to.match(words);
      expect([codesOf(stand), textIn(stand)]).to.deep.equal([['thinking-missing'], answer.content]);
      expect(requestsOf(stand)).to.have.length(2);
    }
  });

  it('sends the request after three seconds when the feed does not open', async () => {
    const stand = createSessionStand(settings);
    const { clock, server, session } = stand;
    server.answer('never', jsonResponse(answer));
    const sent = session.send('Why?');
    await clock.advance(2_999);
    expect(requestsOf(stand)).to.have.length(1);
    await clock.advance(1);
    expect(codesOf(stand)).to.deep.equal(['thinking-missing']);
    expect(textIn(stand)).to.equal(answer.content);
    await clock.advance(2_000);
    expect((await sent)?.status).to.equal('ok');
    expect([clock.pending, server.requests[0]?.isAborted]).to.deep.equal([0, true]);
  });

  it('says that the rest is missing when the feed breaks, and does not open it again', async () => {
    const feed = pushStream();
    const { clock, respond, sent, server } = await thinking(feed);
    feed.push(line('[Triage] agent invoked'));
    feed.fail();
    await clock.advance(60_000);
    await respond();
    const run = await sent;
    expect(run?.troubles[0]?.text).to.match(/^The rest of the thinking is missing\. /);
    expect([run?.status, server.requests.length]).to.deep.equal(['ok', 2]);
  });

  it('fails with its request, and lets go of the feed', async () => {
    const stand = createSessionStand(settings);
    const { clock, notices, server, session } = stand;
    const feed = pushStream();
    server.answer(feed, textResponse(500));
    const run = await session.send('Why?');
    expect([run?.status, run?.reason]).to.deep.equal(['failed', 'status']);
    expect(namesOf(notices)).to.deep.equal(['failed']);
    expect([feed.isCancelled, clock.pending]).to.deep.equal([true, 0]);
  });

  it('fails with an answer that is an error', async () => {
    const stand = createSessionStand(settings);
    stand.server.answer(pushStream(), jsonResponse({ error: 'No such agent' }));
    const run = await stand.session.send('Why?');
    expect([run?.status, run?.troubles[0]?.text]).to.deep.equal(['failed', 'No such agent']);
  });

  it('lets go of both when it is stopped, whenever that is', async () => {
    for (const wait of ['opening', 'thinking', 'answered'] as const) {
      const feed = wait === 'opening' ? 'never' : pushStream();
      const { clock, respond, server, session } = await thinking(feed);
      if (wait === 'answered') await respond();
      session.stop();
      await settle();
      expect(session.state.run, wait).to.include({ status: 'cancelled', reason: 'stopped' });
      expect([clock.pending, server.liveStreams], wait).to.deep.equal([0, 0]);
      expect(server.requests[0]?.isAborted, wait).to.equal(true);
      await clock.advance(60_000);
      expect(server.requests.length, wait).to.equal(wait === 'opening' ? 1 : 2);
    }
  });

  it('can be followed by another one, each with its own thinking', async () => {
    const stand = createSessionStand(settings);
    const { server, session } = stand;
    for (const name of ['One', 'Two']) {
      server.answer(eventStreamResponse(line(`[${name}] agent invoked`)), jsonResponse(answer));
      await session.send('Why?');
    }
    const { past, run } = session.state;
    const agents = [...past, run].map((each) => each?.steps.map(({ name }) => name));
    expect(agents).to.deep.equal([['One'], ['Two']]);
    expect(requestsOf(stand)).to.have.length(4);
  });

  it('has no feed when no stream is wanted', async () => {
    const stand = createSessionStand({ ...settings, stream: false });
    stand.server.answer(jsonResponse(answer));
    expect((await stand.session.send('Why?'))?.status).to.equal('ok');
    expect(requestsOf(stand)).to.deep.equal(['POST /c/s1/messages']);
  });

  it('is not begun without an address for the message', async () => {
    const stand = createSessionStand({ ...settings, messageEndpoint: '' });
    expect(await stand.session.send('Why?')).to.equal(undefined);
    expect([stand.session.state.notice?.code, requestsOf(stand)]).to.deep.equal([
      'message-endpoint',
      [],
    ]);
  });

  it('throws on what is a mistake in code, and is over', async () => {
    const decoder = { ...thinkingFeed.createDecoder(''), decode: () => explode() };
    const dialect = { ...thinkingFeed, createDecoder: () => decoder };
    const { server, session } = createSessionStand({ ...settings, dialect });
    decoder.decodeAnswer = () => [{ type: 'run.end', status: 'ok' }];
    decoder.end = () => [];
    server.answer(eventStreamResponse(line('Hm')), jsonResponse(answer));
    const message = await session.send('Why?').catch(String);
    expect([message, session.state.run?.reason]).to.deep.equal(['Error: A mistake', 'internal']);
  });
});

function explode(): never {
  throw new Error('A mistake');
}

describe('What is wrong with a deployment', () => {
  it('is told when the feed stays silent', async () => {
    const { clock, notices, respond } = await thinking();
    await clock.advance(5_000);
    await respond();
    await clock.advance(2_000);
    const [diagnosis] = notices.filter(({ type }) => type === 'diagnosed');
    expect(diagnosis).to.include({ severity: 'warning', code: 'feed-silent' });
  });

  it('known bug 44: is told when all the thinking comes at once, with the answer', async () => {
    const feed = pushStream();
    const stand = await thinking(feed);
    await stand.clock.advance(5_000);
    feed.push(['[A] agent invoked', 'Calling b...', 'b finished'].map(line).join(''));
    await stand.respond();
    feed.end();
    await stand.sent;
    expect(codesOf(stand)).to.deep.equal(['feed-buffered']);
  });

  it('is told when the feed is closed by a time limit', async () => {
    const feed = pushStream();
    const stand = await thinking(feed);
    feed.push(line('[A] agent invoked'));
    await stand.clock.advance(30_000);
    feed.end();
    await stand.clock.advance(4_000);
    await stand.respond();
    await stand.sent;
    expect(codesOf(stand)).to.deep.equal(['gateway-timeout']);
    expect(stand.session.state.run?.troubles).to.deep.equal([]);
  });
});
