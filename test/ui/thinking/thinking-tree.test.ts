import { expect } from '@open-wc/testing';
import type { StreamEventBody } from '../../../src/events/index.js';
import { buildTree, type ThinkingNode } from '../../../src/ui/thinking/thinking-tree.js';
import { runAfter } from '../../support/stream-events.js';

function step(stepId: string, parent?: string): StreamEventBody {
  return { type: 'step.start', stepId, name: stepId, sort: 'step', ...(parent && { parent }) };
}

function reasoning(textId: string, text: string): StreamEventBody[] {
  return [
    { type: 'text.start', textId, messageId: 'm', lane: 'reasoning', role: 'assistant' },
    { type: 'text.delta', textId, mode: 'append', text },
  ];
}

/** `a(b c) d`. */
function outline(nodes: readonly ThinkingNode[]): string {
  return nodes
    .map(({ text, children }) => (children.length === 0 ? text : `${text}(${outline(children)})`))
    .join(' ');
}

describe('buildTree', () => {
  it('puts steps under their parents, in the order in which they began', () => {
    const run = runAfter(step('a'), step('b', 'a'), step('c', 'b'), step('d', 'a'), step('e'));
    expect(outline(buildTree(run, true))).to.equal('a(b(c) d) e');
  });

  it('leaves at the root what has an unknown parent, a later one, or itself', () => {
    const run = runAfter(step('a', 'gone'), step('b', 'c'), step('c', 'b'), step('d', 'd'));
    expect(outline(buildTree(run, true))).to.equal('a b(c) d');
  });

  it('puts reasoning and tool calls between the steps, and leaves out the answer', () => {
    const run = runAfter(
      step('a'),
      ...reasoning('r', 'Hmm.'),
      { type: 'tool.start', toolId: 't', name: 'search', messageId: 'm', runBy: 'agent' },
      { type: 'text.delta', textId: 'x', mode: 'append', text: 'The answer' },
      step('b'),
    );
    expect(outline(buildTree(run, true))).to.equal('a Hmm. search b');
    expect(outline(buildTree(run, false))).to.equal('a Hmm. b');
  });

  it('marks the newest line, wherever it stands', () => {
    const run = runAfter(step('a'), step('b'), step('c', 'a'));
    const newest = buildTree(run, true)[0]?.children[0];
    expect(newest).to.include({ text: 'c', isNewest: true });
    expect(buildTree(run, true).map(({ isNewest }) => isNewest)).to.eql([false, false]);
  });

  it('gives a step without a name one', () => {
    const run = runAfter({ type: 'step.start', stepId: 'a', sort: 'node' });
    expect(outline(buildTree(run, true))).to.equal('Unnamed step');
  });
});
