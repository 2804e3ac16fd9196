import { expect } from 'chai';
import type { StreamEventBody } from '../../src/events/index.js';
import { textOf, type MessagePart } from '../../src/session/index.js';
import { gapTrouble } from '../../src/session/connection-trouble.js';
import { ok, said } from '../support/event-dialect.js';
import { only, runAfter } from '../support/stream-events.js';

/** The parts of the only message, each by its kind or its text. */
function partsAfter(...bodies: StreamEventBody[]): string[] {
  return only(runAfter(...bodies).messages).parts.map(nameOf);
}

function nameOf(part: MessagePart): string {
  return part.type === 'text' ? `${part.lane} "${part.text}"` : part.type;
}

const start = (textId: string, lane: 'answer' | 'reasoning'): StreamEventBody => ({
  ...({ type: 'text.start', textId, messageId: 'm', role: 'assistant' } as const),
  lane,
});
const tool: StreamEventBody = { type: 'tool.start', toolId: 't', name: 'search', runBy: 'agent' };

describe('a gap', () => {
  it('stands between the text before it and the text that goes on', () => {
    expect(partsAfter(said('Hel'), gapTrouble, said('lo'))).to.deep.equal([
      'answer "Hel"',
      'gap',
      'answer "lo"',
    ]);
  });

  it('does not change the lane of a text that goes on', () => {
    const bodies = [start('r', 'reasoning'), { ...said('a'), textId: 'r' } as StreamEventBody];
    const rest = { ...said('b'), textId: 'r' } as StreamEventBody;
    expect(partsAfter(...bodies, gapTrouble, rest)).to.deep.equal([
      'reasoning "a"',
      'gap',
      'reasoning "b"',
    ]);
  });

  it('stands after a tool, and alone where nothing was said yet', () => {
    expect(partsAfter(tool, gapTrouble)).to.deep.equal(['tool', 'gap']);
    expect(partsAfter(gapTrouble, said('Hello'))).to.deep.equal(['gap', 'answer "Hello"']);
  });

  it('is marked once as long as nothing comes, and again after that', () => {
    const once = partsAfter(said('a'), gapTrouble, gapTrouble, said('b'));
    expect(once).to.deep.equal(['answer "a"', 'gap', 'answer "b"']);
    expect(partsAfter(said('a'), gapTrouble, said('b'), gapTrouble, said('c'))).to.deep.equal([
      ...once,
      'gap',
      'answer "c"',
    ]);
  });

  it('stays, and the halves go, when the whole text comes after all', () => {
    const lost = [said('He'), gapTrouble, said('l'), gapTrouble, said('o')];
    const whole = { textId: 'answer', text: 'Hello' };
    for (const last of [
      { type: 'text.end', ...whole },
      { type: 'text.delta', mode: 'replace', ...whole },
    ] as const) {
      expect(partsAfter(...lost, last)).to.deep.equal(['gap', 'gap', 'answer "Hello"']);
    }
  });

  it('leaves a text closed that had ended, and closes its halves with the run', () => {
    const end: StreamEventBody = { type: 'text.end', textId: 'answer' };
    expect(partsAfter(said('Hi'), end, gapTrouble)).to.deep.equal(['answer "Hi"', 'gap']);
    const { parts } = only(runAfter(said('Hel'), gapTrouble, said('lo'), ok).messages);
    expect(parts.some((part) => part.type === 'text' && part.open)).to.equal(false);
  });

  it('is no part of what is said', () => {
    const run = runAfter(said('Hel'), gapTrouble, said('lo'), ok);
    expect(textOf(only(run.messages))).to.equal('Hello');
    expect(run.troubles.map(({ code }) => code)).to.deep.equal(['gap']);
  });

  it('changes nothing in a run that is over', () => {
    expect(partsAfter(said('Hi'), ok, gapTrouble)).to.deep.equal(['answer "Hi"']);
  });
});
