import { expect } from 'chai';
import {
  createInstantBackend,
  post,
  readFixture,
  readMessages,
  recordedDay,
  toPair,
} from '../../support/backend-client.js';

const weather = { content: 'What is the weather in Tokyo?', user_id: 'u1', stream: true };

/** Timestamps differ from run to run; everything else of a transcript is compared. */
function withoutTimestamp([event, data]: readonly [string | undefined, unknown]) {
  const { timestamp: _timestamp, ...rest } = data as Record<string, unknown>;
  return [event, rest];
}

function readText(pairs: readonly (readonly [string | undefined, unknown])[]): string {
  return pairs.map(([, data]) => (data as { readonly content?: string }).content ?? '').join('');
}

describe('POST /message', () => {
  it('serves the recorded conversation', async () => {
    const response = await createInstantBackend().fetch(post('/message', weather));
    const received = (await readMessages(response)).map(toPair).map(withoutTimestamp);
    const recorded = (await readFixture('assistant-status/status')).map(withoutTimestamp);
    expect(received).to.deep.equal(recorded);
  });

  it('answers with an event stream that no proxy should keep', async () => {
    const { status, headers } = await createInstantBackend().fetch(post('/message', weather));
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('x-accel-buffering')).to.equal('no');
  });

  it('stamps statuses in seconds', async () => {
    const response = await createInstantBackend().fetch(post('/message', weather));
    const [first] = (await readMessages(response)).map(toPair);
    expect(first?.[1]).to.include({ timestamp: recordedDay / 1000 });
  });

  it('sends no status when it is asked for none, and the same text', async () => {
    const backend = createInstantBackend();
    const response = await backend.fetch(post('/message?include_status=false', weather));
    const received = (await readMessages(response)).map(toPair);
    expect(received.map(([event]) => event)).to.deep.equal(['message', 'message', 'done']);
    expect(readText(received)).to.equal('It is **18 °C** and clear in Tokyo.');
  });

  it('answers without streaming in one JSON array', async () => {
    const response = await createInstantBackend().fetch(
      post('/message', { ...weather, stream: false }),
    );
    expect(response.headers.get('content-type')).to.equal('application/json');
    expect(await response.json()).to.deep.equal([
      { content: 'It is **18 °C** and clear in Tokyo.', role: 'assistant' },
    ]);
  });

  it('names a tool, and later the same tool with its duration in brackets', async () => {
    const content = 'Find me a quiet weekend in Lisbon in December';
    const response = await createInstantBackend().fetch(post('/message', { content }));
    const statuses = (await readMessages(response))
      .map(toPair)
      .filter(([event]) => event === 'status')
      .map(([, data]) => (data as { readonly message: string }).message);
    expect(statuses).to.include('⚙️ Tool 2: get_forecast {"city":"Lisbon","month":"2026-12"}');
    expect(statuses).to.include('✅ get_forecast (0.9s)');
  });

  it('sends a status between two pieces of text', async () => {
    const content = 'Find me a quiet weekend in Lisbon in December';
    const response = await createInstantBackend().fetch(post('/message', { content }));
    const events = (await readMessages(response)).map(({ event }) => event);
    const inner = events.slice(events.indexOf('message'), events.lastIndexOf('message'));
    expect(inner).to.include('status');
  });

  it('remembers a conversation: its second answer refers to the first question', async () => {
    const backend = createInstantBackend();
    const turn = { ...weather, conversation_id: 'c1' };
    await readMessages(await backend.fetch(post('/message', turn)));
    const second = await backend.fetch(post('/message', { ...turn, content: 'And now?' }));
    expect(readText((await readMessages(second)).map(toPair))).to.include(weather.content);
  });

  it('tells all that was said when it is asked', async () => {
    const backend = createInstantBackend();
    for (const content of ['First words', 'Second words']) {
      await backend.fetch(post('/message', { content, conversation_id: 'c1', stream: false }));
    }
    const content = 'What did I ask you before?';
    const ask = { content, conversation_id: 'c1', stream: false };
    const [answer] = (await (await backend.fetch(post('/message', ask))).json()) as [
      { readonly content: string },
    ];
    expect(answer.content).to.include('1. First words\n2. Second words');
  });

  it('keeps two conversations apart', async () => {
    const backend = createInstantBackend();
    await backend.fetch(post('/message', { ...weather, conversation_id: 'c1' }));
    const other = { content: 'Hello', conversation_id: 'c2', stream: false };
    const response = await backend.fetch(post('/message', other));
    expect(await response.text()).not.to.include('Before this');
  });

  it('closes the unfinished conversation without done', async () => {
    const content = 'Start a sentence and leave it';
    const response = await createInstantBackend().fetch(post('/message', { content }));
    const events = (await readMessages(response)).map(({ event }) => event);
    expect(events).to.include('message').and.not.include('done');
  });

  for (const [what, body, detail] of [
    ['a body that is not JSON', '{', 'body: Not JSON'],
    ['a body that is no object', '[]', 'body: Expected an object'],
    ['a missing content', {}, 'content: Field required'],
    ['a content of another type', { content: 7 }, 'content: Expected a string'],
    ['an empty content', { content: ' ' }, 'content: Expected some text'],
    ['a user of another type', { content: 'x', user_id: 7 }, 'user_id: Expected a string'],
    [
      'a conversation of another type',
      { content: 'x', conversation_id: {} },
      'conversation_id: Expected a string',
    ],
    ['a stream that is neither', { content: 'x', stream: 'off' }, 'stream: Expected true or false'],
  ] as const) {
    it(`refuses ${what} with 422 and says why`, async () => {
      const response = await createInstantBackend().fetch(post('/message', body));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
    });
  }

  it('refuses a GET with 405', async () => {
    const response = await createInstantBackend().fetch(new Request('http://localhost/message'));
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('POST');
  });
});

describe('POST /legacy/message', () => {
  it('serves the form of the older servers: no names, no statuses', async () => {
    const response = await createInstantBackend().fetch(post('/legacy/message', weather));
    const received = (await readMessages(response)).map(toPair);
    const recorded = await readFixture('assistant-status/legacy');
    const toShape = ([event, data]: readonly [string | undefined, unknown]) => [
      event,
      Object.keys(data as object),
    ];
    expect(received.map(toShape)).to.deep.equal(recorded.map(toShape));
    expect(readText(received)).to.equal('It is **18 °C** and clear in Tokyo.');
  });
});
