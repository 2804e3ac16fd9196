import { expect } from 'chai';
import { conversations, createSteppedPace } from '../../../demo/backend/index.js';
import { chat, readChat } from '../../support/operation-client.js';
import { stepUntil } from '../../support/step-until.js';
import {
  type Pair,
  createInstantBackend,
  post,
  readFixture,
} from '../../support/backend-client.js';

const chart = 'Chart the orders of October';

/** The value of each message that is one. */
function toValues(pairs: readonly Pair[]): readonly Message[] {
  return pairs.flatMap(([, value]) =>
    typeof value === 'object' && value !== null && 'type' in value ? (value as Message) : [],
  );
}

interface Message {
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

function toText(pairs: readonly Pair[]): string {
  return toValues(pairs)
    .map(({ data }) => (typeof data?.['content'] === 'string' ? data['content'] : ''))
    .join('');
}

/** Times differ from run to run; everything else of a transcript is compared. */
function withoutTimestamp({ type, data }: Message) {
  const { timestamp: _timestamp, ...rest } = data ?? {};
  return { type, data: rest };
}

describe('operation-progress: POST /api/agent/chat', () => {
  it('serves the recorded chart', async () => {
    const stream = await readChat(createInstantBackend(), chart);
    expect(await stream.readAll()).to.equal('ended');
    const recorded = await readFixture('operation-progress/chart');
    expect(toValues(stream.pairs).map(withoutTimestamp)).to.deep.equal(
      toValues(recorded).map(withoutTimestamp),
    );
    expect(stream.messages.every(({ event }) => event === undefined)).to.equal(true);
  });

  it('stamps text in milliseconds', async () => {
    const now = () => 1_763_690_000_123;
    const stream = await readChat(createInstantBackend({ now }), chart);
    await stream.readAll();
    expect(stream.text).to.include('"timestamp":1763690000123');
  });

  it('answers without streaming in one JSON object', async () => {
    const response = await chat(createInstantBackend(), chart, { stream: false });
    expect(response.headers.get('content-type')).to.equal('application/json');
    expect(await response.json()).to.deep.equal({ content: 'Orders rose by 12 % in October.' });
  });

  it('answers without streaming with 500 when nothing was finished', async () => {
    const words = 'Start a migration and leave it';
    const response = await chat(createInstantBackend(), words, { stream: false });
    expect(response.status).to.equal(500);
    const dropped = await chat(createInstantBackend(), 'Compare both warehouses', {
      stream: false,
    });
    expect(dropped.type).to.equal('error');
  });

  it('goes through all seven states of a chart', async () => {
    const stream = await readChat(createInstantBackend(), 'Chart the revenue by region');
    await stream.readAll();
    const states = toValues(stream.pairs)
      .filter(({ type }) => type === 'progress')
      .map(({ data }) => [data?.['percentage'], data?.['currentState']]);
    expect(states).to.deep.equal([
      [10, 'planning'],
      [20, 'understanding_schema'],
      [30, 'generating_query'],
      [50, 'executing_query'],
      [70, 'validating_results'],
      [90, 'transforming_data'],
      [100, 'completed'],
    ]);
  });

  it('runs three operations side by side; one fails and the others go on', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const stream = await readChat(backend, 'Prepare the quarterly report');
    const end = stream.readAll();
    await pace.paused();
    await stepUntil(pace, () => pace.pending.length === 3);
    await stepUntil(pace, () => backend.running === 0);
    expect(await end).to.equal('ended');
    const values = toValues(stream.pairs);
    const names = ['chart_generation', 'data_export', 'translation'];
    expect(values.slice(0, 3).map(({ data }) => data?.['operation'])).to.have.members(names);
    const ends = names.map(
      (name) => values.findLast(({ data }) => data?.['operation'] === name)?.type,
    );
    expect(ends).to.deep.equal(['done', 'error', 'done']);
    const failure = values.findIndex(({ type }) => type === 'error');
    expect(values.slice(failure).some(({ type }) => type === 'progress')).to.equal(true);
  });

  it('sends no percentage where nobody knows one', async () => {
    const stream = await readChat(createInstantBackend(), 'Summarise the tickets of this week');
    await stream.readAll();
    const reports = toValues(stream.pairs).filter(({ type }) => type === 'progress');
    expect(reports.map(({ data }) => data?.['percentage'])).to.deep.equal([undefined, null]);
  });

  it('sends percentages that are none, and finishes all the same', async () => {
    const stream = await readChat(createInstantBackend(), 'Show me odd percentages');
    await stream.readAll();
    const percentages = toValues(stream.pairs).map(({ data }) => data?.['percentage']);
    expect(percentages.slice(0, 5)).to.deep.equal([40, 30, 150, 'fifty', -5]);
    expect(stream.text).to.include('data: {"type":"progress","data":{"percentage":20,');
    expect(toValues(stream.pairs).at(-1)).to.have.property('type', 'done');
  });

  it('names the state of each tool, and lets one fail', async () => {
    const stream = await readChat(createInstantBackend(), 'Is the blue lamp in stock anywhere?');
    await stream.readAll();
    const states = toValues(stream.pairs).map(({ data }) => data?.['currentState']);
    expect(states).to.include.members([
      'executing_check_vienna',
      'completed_check_vienna',
      'failed_check_gdansk',
    ]);
  });

  it('begins an operation again after its error', async () => {
    const stream = await readChat(createInstantBackend(), 'Recalculate the forecast');
    await stream.readAll();
    const forecast = toValues(stream.pairs).filter(
      ({ data }) => data?.['operation'] === 'forecast',
    );
    expect(forecast.map(({ type, data }) => data?.['percentage'] ?? type)).to.deep.equal([
      10,
      40,
      70,
      'error',
      10,
      55,
      100,
      'done',
    ]);
  });

  it('lets an operation stand for 45 seconds', async () => {
    const pauses: number[] = [];
    const pace = {
      sleep: async (ms: number) => void pauses.push(ms),
      idle: () => new Promise<void>(() => undefined),
    };
    const stream = await readChat(createInstantBackend({ pace }), 'Rebuild the search index');
    await stream.readAll();
    expect(pauses).to.include(45_000);
    expect(toText(stream.pairs)).to.match(/^The index is new/);
  });

  for (const { id, prompt } of conversations['operation-progress']) {
    it(`plays “${prompt}” to its end`, async () => {
      const backend = createInstantBackend();
      const stream = await readChat(backend, prompt);
      expect(await stream.readAll()).to.equal(id === 'dropped' ? 'cut' : 'ended');
      const isWhole = !['dropped', 'unfinished'].includes(id);
      expect(toValues(stream.pairs).at(-1)?.type === 'done').to.equal(isWhole);
      expect(backend.running).to.equal(0);
    });
  }

  it('lists what it knows in its answer to anything else', async () => {
    const response = await chat(createInstantBackend(), 'Zzz', { stream: false });
    const { content } = (await response.json()) as { readonly content: string };
    expect(content).to.include('mock backend');
    for (const { prompt } of conversations['operation-progress']) {
      expect(content).to.include(prompt);
    }
  });

  it('remembers a session, and knows nothing of another', async () => {
    const backend = createInstantBackend();
    const say = async (words: string, session?: string) =>
      (await chat(backend, words, { stream: false, session })).text();
    await say('First words', 's1');
    expect(await say('Second words', 's1')).to.include('“First words”');
    expect(await say('What did I ask you before?', 's1')).to.include('2. Second words');
    expect(await say('Second words', 's2')).not.to.include('First words');
    expect(await say('Second words')).not.to.include('First words');
  });

  it('stops when the client leaves, and leaves no timer behind', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const stream = await readChat(backend, 'Prepare the quarterly report');
    void stream.readAll();
    await stepUntil(pace, () => pace.pending.length === 3);
    await stream.leave();
    await stepUntil(pace, () => pace.pending.length === 0);
    expect(backend.running).to.equal(0);
  });

  for (const [what, body, detail] of [
    ['a body that is not JSON', '{', 'body: Not JSON'],
    ['a body that is no object', '[]', 'body: Expected an object'],
    ['a missing message', {}, 'message: Field required'],
    ['a message of another type', { message: 7 }, 'message: Expected a string'],
    ['an empty message', { message: ' ' }, 'message: Expected some text'],
    ['a stream that is neither', { message: 'x', stream: 'on' }, 'stream: Expected true or false'],
    [
      'a strange session',
      { message: 'x', session_id: 'a b' },
      'session_id: Expected letters, digits, _ and -',
    ],
  ] as const) {
    it(`refuses ${what} with 422 and says why`, async () => {
      const response = await createInstantBackend().fetch(post('/api/agent/chat', body));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
    });
  }
});
