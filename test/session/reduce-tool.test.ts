import { expect } from 'chai';
import type { RunOutcome, StreamEventBody } from '../../src/events/index.js';
import type { Run, ToolPart } from '../../src/session/index.js';
import { ok, said } from '../support/event-dialect.js';
import { only, runAfter } from '../support/stream-events.js';

const start = { type: 'tool.start', toolId: 't', name: 'search', runBy: 'agent' } as const;
const end = { type: 'tool.end', toolId: 't', status: 'ok' } as const;

function toolsIn(run: Run): ToolPart[] {
  return run.messages.flatMap(({ parts }) => parts.filter((part) => part.type === 'tool'));
}

function toolAfter(...bodies: StreamEventBody[]): ToolPart {
  return only(toolsIn(runAfter(...bodies)));
}

function output(value: unknown, changes: { mode?: 'append'; text?: string } = {}): StreamEventBody {
  return {
    type: 'tool.output',
    toolId: 't',
    output: value,
    partial: false,
    mode: 'replace',
    ...changes,
  };
}

describe('reduceTool', () => {
  it('shows a call from its start to its end, with the time between', () => {
    const args = { type: 'tool.args', toolId: 't', mode: 'append' } as const;
    const tool = toolAfter(
      start,
      { ...args, text: '{"n":1' },
      { ...args, text: '.0}' },
      { type: 'tool.input', toolId: 't', input: { n: 1 }, ok: true },
      output({ found: 2 }, { text: '{"found":2}' }),
      end,
    );
    expect(tool).to.deep.include({
      name: 'search',
      args: '{"n":1.0}',
      input: { n: 1 },
      inputOk: true,
      output: { found: 2 },
      outputText: '{"found":2}',
      status: 'ok',
      duration: 5,
    });
  });

  it("takes the server's word for the duration, and for what went wrong", () => {
    const failed = { ...end, status: 'failed', error: 'No index', duration: 1_200 } as const;
    expect(toolAfter(start, failed)).to.include({
      status: 'failed',
      error: 'No index',
      duration: 1_200,
    });
  });

  it('stands between the text before and after it', () => {
    const { messages } = runAfter(said('Let me see.'), start, end, {
      ...{ type: 'text.delta', textId: 'more', mode: 'append', text: 'Found.' },
    });
    expect(only(messages).parts.map(({ type }) => type)).to.deep.equal(['text', 'tool', 'text']);
  });

  it('stands in the message that it is said to belong to', () => {
    const { id, messages } = runAfter(said('a'), { ...start, messageId: 'other' });
    expect(messages.map((message) => message.id)).to.deep.equal([messages[0]?.id, `${id}/other`]);
  });

  it('keeps calls apart that run at the same time', () => {
    const second = { ...start, toolId: 'u', name: 'read' };
    const tools = toolsIn(runAfter(start, second, { ...end, toolId: 'u' }));
    expect(tools.map(({ name, status }) => [name, status])).to.deep.equal([
      ['search', 'running'],
      ['read', 'ok'],
    ]);
  });

  it('known bug 46: opens a call that was never announced, without a duration that nobody knows', () => {
    expect(toolAfter(end)).to.include({ id: 't', status: 'ok' }).and.not.have.property('duration');
    expect(toolAfter(output('x'))).to.include({ output: 'x', status: 'running' });
    expect(toolAfter({ ...end, duration: 7 })).to.include({ duration: 7 });
  });

  it('adds a name that comes later, and keeps the one it has', () => {
    const { name: _, ...nameless } = start;
    expect(toolAfter(nameless, { ...start, title: 'Search' }, nameless)).to.include({
      name: 'search',
      title: 'Search',
    });
  });

  it('marks arguments that could not be read', () => {
    expect(
      toolAfter(start, { type: 'tool.input', toolId: 't', input: null, ok: false }),
    ).to.include({
      inputOk: false,
    });
  });

  it('lets output grow: text as text, other values as a list', () => {
    const more = (value: unknown, text?: string): StreamEventBody =>
      output(value, { mode: 'append', ...(text !== undefined && { text }) });
    expect(toolAfter(more('a', 'a'), more('b', 'b'))).to.include({
      output: 'ab',
      outputText: 'ab',
    });
    expect(toolAfter(more(1), more(2), more(3)).output).to.deep.equal([1, 2, 3]);
    expect(toolAfter(output('old', { text: 'old' }), output('new'))).to.include({ output: 'new' });
  });

  it('shows no text of an output of which a piece came without', () => {
    const pieces = [output('a', { mode: 'append', text: 'a' }), output('b', { mode: 'append' })];
    const tool = toolAfter(...pieces, output('c', { mode: 'append', text: 'c' }));
    expect(tool.output).to.equal('abc');
    expect(tool).to.not.have.property('outputText');
  });

  const ends: Readonly<Record<RunOutcome, string>> = {
    ok: 'unknown',
    cut: 'unknown',
    failed: 'unknown',
    cancelled: 'stopped',
    paused: 'running',
  };
  for (const [status, left] of Object.entries(ends) as [RunOutcome, string][]) {
    it(`is ${left} when its run ends as ${status} and no result was seen`, () => {
      const runEnd = { type: 'run.end', status } as const;
      expect(toolAfter(start, runEnd).status).to.equal(left);
      expect(toolAfter(start, end, runEnd).status).to.equal('ok');
      expect(toolAfter(runEnd, start).status).to.equal(left);
    });
  }

  it('takes a result that comes after the end of the run', () => {
    expect(toolAfter(start, ok, end).status).to.equal('ok');
  });
});
