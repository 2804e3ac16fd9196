import { expect } from 'chai';
import type { RunOutcome, StreamEventBody } from '../../src/events/index.js';
import { initialState, reduce, type ChatMessage } from '../../src/session/index.js';
import { ok, said } from '../support/event-dialect.js';
import { latestRun, noon, only, reduceAll, runAfter, stamped } from '../support/stream-events.js';

const trouble = { type: 'trouble', fatal: false, sort: 'error', text: 'Hm.' } as const;
const reply = { dialect: 'plain', send: 'post' } as const;

function open(checkpointId: string, changes: object = {}): StreamEventBody {
  return {
    type: 'checkpoint.open',
    checkpointId,
    ask: 'approve',
    canEdit: false,
    reply,
    ...changes,
  };
}

describe('A run', () => {
  it('takes what the server says of it', () => {
    const state = reduceAll([{ type: 'run.start', runId: 'r-1', sessionId: 's-1', model: 'm' }]);
    expect(state.run).to.include({ wireId: 'r-1', model: 'm', status: 'running' });
    expect(state.sessionId).to.equal('s-1');
    const later = reduceAll([{ type: 'run.start', runId: 'r-2' }], state, 2);
    expect([later.sessionId, later.run?.wireId, later.run?.model]).to.deep.equal([
      's-1',
      'r-2',
      'm',
    ]);
  });

  it('keeps the id of the conversation when the server names none', () => {
    const state = reduceAll([{ type: 'run.start', sessionId: 's-1' }]);
    expect(reduceAll([{ type: 'run.start', sessionId: '' }], state, 2).sessionId).to.equal('s-1');
    expect(reduceAll([{ type: 'run.start', sessionId: '' }])).not.to.have.property('sessionId');
  });

  const ends: Readonly<Record<RunOutcome, ChatMessage['status']>> = {
    ok: 'done',
    paused: 'done',
    cut: 'cut',
    cancelled: 'stopped',
    failed: 'failed',
  };
  for (const [status, left] of Object.entries(ends) as [RunOutcome, ChatMessage['status']][]) {
    it(`that ends as ${status} leaves its message ${left}, with no text open`, () => {
      const run = runAfter(said('Hel'), { type: 'run.end', status, reason: 'why', result: 1 });
      expect(run).to.include({ status, reason: 'why', result: 1, endedAt: noon + 2 });
      expect(only(run.messages).status).to.equal(left);
      expect(only(only(run.messages).parts)).to.include({ text: 'Hel', open: false });
    });
  }

  it('ends once', () => {
    const state = reduceAll([said('a'), ok]);
    const more: StreamEventBody = { type: 'run.end', status: 'failed' };
    expect(reduceAll([more], state, 3)).to.equal(state);
  });

  it('shows what the agent does now, until it ends', () => {
    const status = (text: string, detail?: string): StreamEventBody => ({
      ...{ type: 'status', text },
      ...(detail !== undefined && { detail }),
    });
    expect(runAfter(status('Search'), status('Read', 'file')).statusLine).to.deep.equal({
      text: 'Read',
      detail: 'file',
    });
    expect(runAfter(status('Search'), status(''))).to.not.have.property('statusLine');
    expect(runAfter(status('Search'), ok, status('Late'))).to.not.have.property('statusLine');
    const state = reduceAll([status('Search')]);
    expect(reduceAll([status('Search')], state, 2)).to.equal(state);
  });

  it('keeps what went wrong, counts what could not be read, and the last 100 of it', () => {
    const parse = { ...trouble, sort: 'parse', raw: '{' } as const;
    const run = runAfter(trouble, parse, parse);
    expect(run.unreadable).to.equal(2);
    expect(run.troubles[1]).to.deep.equal({
      ...{ fatal: false, sort: 'parse', text: 'Hm.', raw: '{', at: noon + 2 },
    });
    const many = runAfter(...Array.from({ length: 130 }, () => parse));
    expect([many.troubles.length, many.unreadable]).to.deep.equal([100, 130]);
  });

  it('keeps the last 100 custom messages', () => {
    const custom = (name: string): StreamEventBody => ({
      type: 'custom',
      name,
      data: 1,
      known: false,
    });
    const { customs } = runAfter(...Array.from({ length: 101 }, (_, index) => custom(`c${index}`)));
    expect([customs.length, customs[0]]).to.deep.equal([
      100,
      { name: 'c1', data: 1, known: false },
    ]);
  });

  it('is not changed by a sign of life, nor by what no kind of stream event is', () => {
    const state = reduceAll([said('a')]);
    expect(reduceAll([{ type: 'alive', from: 'ping' }], state, 2)).to.equal(state);
    const strange = { type: 'strange' } as unknown as StreamEventBody;
    expect(reduceAll([strange], state, 2)).to.equal(state);
  });

  it('opens by itself for an event outside any run', () => {
    const { run } = reduce(initialState, stamped(said('Hello'), 7));
    expect([run?.status, run?.startedAt, run?.messages.length]).to.deep.equal([
      'running',
      noon + 7,
      1,
    ]);
  });
});

describe('A checkpoint', () => {
  it('stands in the conversation where it was asked, with its data in the run', () => {
    const run = runAfter(said('First.'), open('c', { title: 'Go?', proposal: { a: 1 } }));
    expect(only(run.messages).parts.map(({ type, id }) => [type, id])).to.deep.equal([
      ['text', 'answer'],
      ['checkpoint', 'c'],
    ]);
    expect(only(run.checkpoints)).to.deep.equal({
      ...{ id: 'c', ask: 'approve', title: 'Go?', proposal: { a: 1 }, canEdit: false, reply },
      ...{ seq: 2, openedAt: noon + 2, decision: { phase: 'open' } },
    });
  });

  it('is one when it is asked again, with what is new', () => {
    const run = runAfter(open('c'), open('c', { title: 'Still?' }));
    expect(only(run.checkpoints)).to.include({ title: 'Still?', openedAt: noon + 1 });
    expect(only(only(run.messages).parts).seq).to.equal(1);
  });

  it('is closed by the server, and stays closed', () => {
    const close = { type: 'checkpoint.close', checkpointId: 'c', outcome: 'expired' } as const;
    const run = runAfter(open('c'), close, open('c'));
    expect(only(run.checkpoints).decision).to.deep.equal({ phase: 'closed', outcome: 'expired' });
    const state = reduceAll([said('a')]);
    expect(reduceAll([close], state, 2)).to.equal(state);
  });

  const ends: Readonly<Record<RunOutcome, object>> = {
    ok: { phase: 'closed', outcome: 'unknown' },
    failed: { phase: 'closed', outcome: 'unknown' },
    cancelled: { phase: 'closed', outcome: 'cancelled' },
    paused: { phase: 'open' },
    cut: { phase: 'open' },
  };
  for (const [status, decision] of Object.entries(ends) as [RunOutcome, object][]) {
    it(`is ${JSON.stringify(decision)} when its run ends as ${status}`, () => {
      const run = runAfter(open('c'), { type: 'run.end', status });
      expect(only(run.checkpoints).decision).to.deep.equal(decision);
    });
  }
});

describe('What the agent made, drew on and used', () => {
  it('is an artifact, whole or in pieces', () => {
    const artifact = { type: 'artifact', artifactId: 'a', last: false } as const;
    const piece = (text: string): StreamEventBody => ({
      ...artifact,
      mode: 'append',
      parts: [{ text }],
    });
    const run = runAfter(
      { ...artifact, name: 'Plan', mode: 'replace', parts: [{ text: 'One' }] },
      piece(', two'),
      { ...artifact, mode: 'append', last: true, parts: [{ data: 1 }, { text: '!' }] },
      piece('?'),
    );
    expect(only(run.artifacts)).to.deep.equal({
      ...{ id: 'a', name: 'Plan', complete: false },
      parts: [{ text: 'One, two' }, { data: 1 }, { text: '!?' }],
    });
    const again = reduceAll(
      [{ ...artifact, mode: 'replace', parts: [] }],
      { ...initialState, run },
      9,
    );
    expect(only(latestRun(again).artifacts)).to.deep.include({ name: 'Plan', parts: [] });
  });

  it('is a source, one for each id', () => {
    const source = { type: 'source', sourceId: 's' } as const;
    const run = runAfter({ ...source, url: 'https://a.example' }, { ...source, title: 'A' });
    expect(run.sources).to.deep.equal([{ sourceId: 's', url: 'https://a.example', title: 'A' }]);
  });

  it('is usage, as a total or as more of it', () => {
    const usage = { type: 'usage', of: 'message' } as const;
    const run = runAfter(
      { ...usage, mode: 'add', input: 10, output: 1, model: 'm' },
      { ...usage, mode: 'add', output: 2, cost: 0.5 },
      { ...usage, mode: 'set', input: 7 },
    );
    expect(run.usage).to.deep.equal({ input: 7, output: 3, cost: 0.5, model: 'm' });
  });
});
