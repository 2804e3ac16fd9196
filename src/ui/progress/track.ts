import type { Operation } from '../../session/index.js';
import type { BarStatus } from './bar-status.js';
import { humanised } from '../humanised.js';

/** How one named state of an operation stands. */
export type TrackStatus = 'passed' | 'current' | 'failed' | 'stopped' | 'next';

/** One named state of an operation. */
export interface TrackStep {
  readonly name: string;
  readonly status: TrackStatus;
}

/** Orders that are known before any state of them was seen. */
const known = new Map([
  [
    'chart_generation',
    [
      ...['planning', 'understanding_schema', 'generating_query', 'executing_query'],
      ...['validating_results', 'transforming_data', 'completed'],
    ],
  ],
]);

const TOOL = /^(executing|completed|failed)_(.+)$/s;

/**
 * The named states of an operation, in order: those that the page gave, or that are known, with those
 * that were seen in their places. Of an operation that calls tools, its tools.
 *
 * @param given - The order that the page gave, if it is one.
 */
export function trackOf(
  operation: Operation,
  status: BarStatus,
  given: unknown,
): readonly TrackStep[] {
  const { id, operation: name = id, states, state } = operation;
  const order = given ?? known.get(name);
  const isOrdered = Array.isArray(order);
  if (!isOrdered && /tool/i.test(name)) return toolsOf(operation);
  const track = isOrdered ? order.map(String) : [];
  for (const [index, seen] of states.entries()) {
    if (track.includes(seen)) continue;
    track.splice(track.indexOf(states[index - 1] ?? '') + 1, 0, seen);
  }
  const at = track.indexOf(state ?? '');
  const now = ends[status] ?? 'current';
  return track.map((each, index) => ({
    name: humanised(each),
    status: index < at || now === 'passed' ? 'passed' : index === at ? now : 'next',
  }));
}

const ends: { readonly [S in BarStatus]?: TrackStatus } = {
  ok: 'passed',
  failed: 'failed',
  cancelled: 'stopped',
};

/** A tool that is called again goes on again. */
function toolsOf({ states, state, outcome }: Operation): readonly TrackStep[] {
  const tools = new Map<string, TrackStatus>();
  for (const each of state === undefined ? states : [...states, state]) {
    const [, what, tool] = TOOL.exec(each) ?? [];
    if (tool === undefined) continue;
    const now = outcome === 'ok' ? 'passed' : outcome === undefined ? 'current' : 'stopped';
    tools.set(tool, what === 'executing' ? now : what === 'failed' ? 'failed' : 'passed');
  }
  return [...tools].map(([name, status]) => ({ name, status }));
}
