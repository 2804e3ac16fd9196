import { expect } from 'chai';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { conversations, createSteppedPace } from '../../../demo/backend/index.js';
import { createServer } from '../../../demo/backend/node-server.js';
import { createInstantBackend, post, settle } from '../../support/backend-client.js';
import { readLive } from '../../support/live-stream.js';
import { readRecorded } from '../../support/recorded.js';
import { stepUntil } from '../../support/step-until.js';
import { listen, say, think } from '../../support/thinking-client.js';

const triage = 'Why did the payment service slow down last night?';

describe('thinking-feed: a message', () => {
  it('serves the recorded thinking, byte by byte', async () => {
    const { feed, end } = await think(createInstantBackend(), triage);
    expect(end).to.equal('ended');
    expect(feed.text).to.equal(await readRecorded('thinking-feed/triage'));
  });

  it('answers the POST with one message of the assistant', async () => {
    const { response } = await think(createInstantBackend(), triage);
    expect(response.headers.get('content-type')).to.equal('application/json');
    const answer = (await response.json()) as Readonly<Record<string, string>>;
    expect(Object.keys(answer)).to.deep.equal(['role', 'content']);
    expect(answer['role']).to.equal('assistant');
    expect(answer['content']).to.include('CHG0041877');
  });

  it('says that the feed is connected before anything is asked, and then nothing', async () => {
    const feed = await listen(createInstantBackend());
    await feed.readUntil(': connected');
    let hasRead = false;
    void feed.read().then(() => (hasRead = true));
    for (let turns = 0; turns < 10; turns += 1) await settle();
    expect(hasRead).to.equal(false);
    await feed.leave();
  });

  it('sends the same lines to all feeds of a conversation, and none to another’s', async () => {
    const backend = createInstantBackend();
    const [first, second, other] = await Promise.all(
      ['c1', 'c1', 'c2'].map((id) => listen(backend, id)),
    );
    await say(backend, triage);
    expect(await Promise.all([first?.readAll(), second?.readAll()])).to.deep.equal([
      'ended',
      'ended',
    ]);
    expect(second?.text).to.equal(first?.text);
    expect(first?.messages).to.have.length(9);
    await other?.readUntil('connected');
    expect(other?.text).to.equal(': connected\n\n');
    await other?.leave();
  });

  it('lets a feed that opens late hear the rest only', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const answer = say(backend, triage);
    await pace.paused();
    const feed = await listen(backend);
    const reading = feed.readAll();
    let isDone = false;
    void answer.then(() => (isDone = true));
    await stepUntil(pace, () => isDone);
    await reading;
    expect(feed.messages[0]?.data).to.equal('[ServiceNow] agent invoked');
    expect(feed.messages).to.have.length(8);
  });

  it('sends each line as it comes, and the answer when the feed has ended', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const feed = await listen(backend);
    let isAnswered = false;
    const answer = say(backend, triage).then(() => (isAnswered = true));
    await feed.readUntil('[Triage] agent invoked');
    expect(feed.messages).to.have.length(1);
    await pace.paused();
    pace.step();
    await feed.readUntil('[ServiceNow] agent invoked');
    expect(feed.messages).to.have.length(2);
    expect(isAnswered).to.equal(false);
    const end = feed.readAll();
    await stepUntil(pace, () => isAnswered);
    await answer;
    expect(await end).to.equal('ended');
  });

  it('keeps the feeds open until the last of two workflows is done', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const feed = await listen(backend);
    const answers = [say(backend, 'Who is on call this weekend?'), say(backend, triage)];
    let isDone = false;
    void Promise.all(answers).then(() => (isDone = true));
    const end = feed.readAll();
    await stepUntil(pace, () => isDone);
    expect(await end).to.equal('ended');
    expect(feed.text).to.include('[Roster] agent finished').and.include('[Triage] agent finished');
  });

  it('remembers: the second answer refers to the first message, in its conversation only', async () => {
    const backend = createInstantBackend();
    await say(backend, 'First words');
    expect(await (await say(backend, 'Second words')).text()).to.include('“First words”');
    expect(await (await say(backend, 'Second words', 'c2')).text()).not.to.include('First words');
    const recalled = (await (await say(backend, 'What did I ask you before?')).json()) as {
      readonly content: string;
    };
    expect(recalled.content).to.include('1. First words\n2. Second words');
  });

  it('stops its workflow and ends its feeds when the client of the POST leaves', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const feed = await listen(backend);
    const controller = new AbortController();
    const { signal } = controller;
    const request = post('/api/conversations/c1/messages', { content: triage }, { signal });
    const answer = backend.fetch(request).catch((reason: unknown) => reason);
    await pace.paused();
    controller.abort();
    expect(await answer).to.have.property('name', 'AbortError');
    expect(await feed.readAll()).to.equal('ended');
    expect(pace.pending).to.deep.equal([]);
  });

  it('does not stop its workflow when a feed leaves', async () => {
    const backend = createInstantBackend();
    const feed = await listen(backend);
    await feed.readUntil('connected');
    expect(backend.running).to.equal(1);
    await feed.leave();
    expect(backend.running).to.equal(0);
    expect((await say(backend, triage)).status).to.equal(200);
  });

  it('lists what it knows in its answer to anything else', async () => {
    const response = await say(createInstantBackend(), 'Zzz');
    const { content } = (await response.json()) as { readonly content: string };
    expect(content).to.include('mock backend');
    for (const { prompt } of conversations['thinking-feed']) expect(content).to.include(prompt);
  });

  for (const [what, content, detail] of [
    ['a missing content', undefined, 'content: Field required'],
    ['a content of another type', 7, 'content: Expected a string'],
    ['an empty content', ' ', 'content: Expected some text'],
  ] as const) {
    it(`refuses ${what} with 422 and says why, and the feed stays open`, async () => {
      const backend = createInstantBackend();
      const feed = await listen(backend);
      const response = await say(backend, content);
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
      await say(backend, triage);
      await feed.readUntil('[Triage] agent finished');
      await feed.leave();
    });
  }

  it('refuses a body that is not JSON and one that is no object with 422', async () => {
    const backend = createInstantBackend();
    for (const [body, detail] of [
      ['{', 'body: Not JSON'],
      ['[]', 'body: Expected an object'],
    ]) {
      const response = await backend.fetch(post('/api/conversations/c1/messages', body));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
    }
  });

  it('works over real connections: the feed opens first, and ends with the answer', async () => {
    const server = createServer({ backend: createInstantBackend() });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/conversations/c1`;
    try {
      const feed = readLive(await fetch(`${base}/thinking`));
      await feed.readUntil(': connected');
      const body = JSON.stringify({ content: triage });
      const answer = await fetch(`${base}/messages`, { method: 'POST', body });
      expect(answer.status).to.equal(200);
      expect(await feed.readAll()).to.equal('ended');
      expect(feed.text).to.equal(await readRecorded('thinking-feed/triage'));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
