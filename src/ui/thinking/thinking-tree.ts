import type { Run, Step, TextPart, ToolPart } from '../../session/index.js';
import { thinkingParts } from '../run-thinking.js';

/** One line of thinking with all that belongs to it. */
export interface ThinkingNode {
  readonly sort: Step['sort'] | 'reasoning';
  readonly status: Step['status'] | ToolPart['status'];
  readonly text: string;
  /** More about it, such as arguments. */
  readonly detail?: string | undefined;
  readonly error?: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt?: number;
  /** Milliseconds; absent while it goes on, and where its end was not seen. */
  readonly duration?: number | undefined;
  /** Whether nothing has begun after it. */
  readonly isNewest: boolean;
  readonly children: readonly ThinkingNode[];
}

/**
 * Makes a tree of a run's steps, reasoning and, where they are wanted, tool calls, in the order in which
 * they began. A step belongs to its parent only when that began before it: a parent that comes later,
 * that is not kept any more or that is the step itself leaves it at the root, so that nothing is lost.
 */
export function buildTree(run: Run, withTools: boolean): readonly ThinkingNode[] {
  const lines = [...run.steps, ...thinkingParts(run, withTools)].toSorted((a, b) => a.seq - b.seq);
  const roots: ThinkingNode[] = [];
  const childrenOf = new Map<string, ThinkingNode[]>();
  for (const line of lines) {
    const children: ThinkingNode[] = [];
    const siblings = 'parent' in line && childrenOf.get(line.parent ?? '');
    (siblings || roots).push({ ...toNode(line), isNewest: line === lines.at(-1), children });
    if (!('type' in line)) childrenOf.set(line.id, children);
  }
  return roots;
}

function toNode(line: Step | TextPart | ToolPart): Omit<ThinkingNode, 'isNewest' | 'children'> {
  if (!('type' in line)) return { ...line, text: line.name ?? 'Unnamed step' };
  if (line.type === 'text') {
    return { sort: 'reasoning', status: line.open ? 'running' : 'ok', text: line.text };
  }
  const { title, name, args } = line;
  return {
    ...line,
    sort: 'tool',
    text: title ?? name ?? 'Unnamed tool',
    detail: args || undefined,
  };
}
