import { expect } from 'chai';
import type { Lane, StreamEventBody } from '../../src/events/index.js';
import { textOf } from '../../src/session/index.js';
import { ok } from '../support/event-dialect.js';
import { latestRun, noon, only, reduceAll, runAfter } from '../support/stream-events.js';

function start(textId: string, changes: { lane?: Lane; messageId?: string; name?: string } = {}) {
  const body = {
    type: 'text.start',
    textId,
    messageId: 'm',
    lane: 'answer',
    role: 'assistant',
  } as const;
  return { ...body, ...changes } satisfies StreamEventBody;
}

function delta(
  textId: string,
  text: string,
  mode: 'append' | 'replace' = 'append',
): StreamEventBody {
  return { type: 'text.delta', textId, mode, text };
}

describe('reduceText', () => {
  it('opens a message with its first text, open until the run ends', () => {
    const { id, messages } = runAfter(start('a', { name: 'Planner' }));
    expect(only(messages)).to.deep.equal({
      id: `${id}/m`,
      role: 'assistant',
      author: 'Planner',
      parts: [{ type: 'text', id: 'a', seq: 1, lane: 'answer', text: '', open: true }],
      status: 'open',
      at: noon + 1,
    });
  });

  it('appends and replaces', () => {
    const run = runAfter(start('a'), delta('a', 'One'), delta('a', ', two'), delta('b', 'x'));
    expect(run.messages.map((message) => textOf(message))).to.deep.equal(['One, twox']);
    const replaced = runAfter(delta('a', 'One'), delta('a', 'Two', 'replace'));
    expect(textOf(only(replaced.messages))).to.equal('Two');
  });

  it('keeps lanes apart, in the order in which they came', () => {
    const run = runAfter(
      start('r', { lane: 'reasoning' }),
      delta('r', 'Hm.'),
      start('a'),
      delta('a', 'Yes'),
      delta('r', ' Ok.'),
    );
    const message = only(run.messages);
    expect(message.parts.map((part) => part.id)).to.deep.equal(['r', 'a']);
    expect([textOf(message), textOf(message, 'reasoning')]).to.deep.equal(['Yes', 'Hm. Ok.']);
  });

  it('keeps messages apart by their ids', () => {
    const run = runAfter(
      start('a', { messageId: 'one' }),
      start('b', { messageId: 'two' }),
      delta('a', '1'),
      delta('b', '2'),
    );
    expect(run.messages.map((message) => textOf(message))).to.deep.equal(['1', '2']);
  });

  it('known bug 46: opens a piece that was never announced as an answer', () => {
    const message = only(runAfter(delta('x', 'Hello')).messages);
    expect(message.parts).to.deep.equal([
      { type: 'text', id: 'x', seq: 1, lane: 'answer', text: 'Hello', open: true },
    ]);
    expect(
      textOf(only(runAfter({ type: 'text.end', textId: 'x', text: 'Whole' }).messages)),
    ).to.equal('Whole');
  });

  it('makes no message of nothing', () => {
    const { messages } = runAfter({ type: 'text.end', textId: 'x' }, delta('y', ''), ok);
    expect(messages).to.deep.equal([]);
  });

  it('closes a piece with its whole text and its proof, and takes what comes late', () => {
    const end = { type: 'text.end', textId: 'a', text: 'Hello', proof: 'p' } as const;
    const run = runAfter(start('a'), delta('a', 'Hel'), end, delta('a', '!'));
    expect(only(run.messages).parts).to.deep.equal([
      { type: 'text', id: 'a', seq: 1, lane: 'answer', text: 'Hello!', open: false, proof: 'p' },
    ]);
  });

  it('gives the name of the agent to what follows', () => {
    const run = runAfter(
      start('a', { messageId: 'one', name: 'Planner' }),
      start('b', { messageId: 'two' }),
      start('c', { messageId: 'two', name: 'Writer' }),
    );
    expect(run.messages.map(({ author }) => author)).to.deep.equal(['Planner', 'Writer']);
    expect(run.speaker).to.equal('Writer');
  });

  it('marks nothing as open that comes after the end of the run', () => {
    const { messages } = runAfter(ok, start('a'), delta('b', 'late'));
    expect(messages.map(({ status }) => status)).to.deep.equal(['done', 'done']);
    const open = messages.flatMap(({ parts }) =>
      parts.map((part) => part.type === 'text' && part.open),
    );
    expect(open).to.deep.equal([false, false]);
  });

  it('changes nothing when a piece is announced again, or says nothing new', () => {
    const state = reduceAll([start('a'), delta('a', 'x'), { type: 'text.end', textId: 'a' }]);
    const same = [
      start('a'),
      delta('a', ''),
      delta('a', 'x', 'replace'),
      { type: 'text.end', textId: 'a' },
    ];
    for (const body of same as StreamEventBody[]) {
      expect(reduceAll([body], state, 9)).to.equal(state);
    }
  });

  it('copies of a token the message that it belongs to, and nothing else', () => {
    const before = reduceAll([
      start('a', { messageId: 'one' }),
      delta('a', 'One'),
      { type: 'tool.start', toolId: 't', messageId: 'two', runBy: 'agent' },
      start('b', { messageId: 'two' }),
      { type: 'step.start', stepId: 's', sort: 'step' },
    ]);
    const after = reduceAll([delta('b', 'x')], before, 9);
    const [old, run] = [latestRun(before), latestRun(after)];
    const kept = [
      'steps',
      'operations',
      'checkpoints',
      'artifacts',
      'sources',
      'troubles',
      'customs',
    ];
    for (const name of kept as (keyof typeof run)[]) expect(run[name]).to.equal(old[name]);
    expect([after.past, after.shared]).to.deep.equal([before.past, before.shared]);
    expect([after.past === before.past, after.shared === before.shared]).to.deep.equal([
      true,
      true,
    ]);
    expect(run.messages[0]).to.equal(old.messages[0]);
    expect(run.messages[1]?.parts[0]).to.equal(old.messages[1]?.parts[0]);
  });
});
