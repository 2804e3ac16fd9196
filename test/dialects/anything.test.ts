// Whatever comes, in whatever order: no dialect throws, and all that it says is plain data.
import { expect } from 'chai';
import { dialects, type Dialect } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { seededRandom } from '../support/chunked-body.js';
import { message } from '../support/decode.js';

const names = [
  ...['message', 'status', 'done', 'error', 'ping', 'batch', 'history', 'completed'],
  ...['session_initialized', 'message_delta', 'tool_call', 'tool_result', 'agent_updated'],
  ...['rate_limit_exceeded', 'planning_started', 'iteration_started', 'iteration_progress'],
  ...['checkpoint_reached', 'checkpoint_approved', 'final_plan', 'complete', '__proto__'],
] as const;
const keys = [
  ...['type', 'data', 'event', 'content', 'role', 'done', 'message', 'operation', 'percentage'],
  ...['currentState', 'metadata', 'total', 'state', 'iteration', 'max_iterations', 'max', 'plan'],
  ...[
    'checkpoint_number',
    'checkpoint',
    'summary',
    'frameworks',
    'saved_as',
    'tool_name',
    'output',
  ],
  ...['__proto__', 'constructor', 'toString'],
] as const;
const words = [
  ...['', 'progress', 'content', 'done', 'error', 'tool_execution', 'executing_a', 'failed_a'],
  ...['[A] agent invoked', '[A] agent finished', 'Calling a...', 'a finished', 'cancelled', '{'],
] as const;

const pick = <T>(random: () => number, items: readonly T[]): T | undefined =>
  items[Math.floor(random() * items.length)];

function value(random: () => number, depth = 0): unknown {
  const kind = random();
  if (kind < 0.3) return pick(random, words);
  if (kind < 0.4) return pick(random, [0, 1, 2, -1, 150, 1e21, 0.5]);
  if (kind < 0.5) return pick(random, [true, false, null]);
  const count = depth > 3 ? 0 : Math.floor(random() * 5);
  const items = Array.from({ length: count }, () => value(random, depth + 1));
  if (kind < 0.6) return items;
  return Object.fromEntries(items.map((item) => [pick(random, keys), item]));
}

function play(dialect: Dialect, random: () => number): StreamEventBody[] {
  const decoder = dialect.createDecoder('Hi', () => random() < 0.5);
  const events: StreamEventBody[] = [];
  for (let count = 0; count < 100; count += 1) {
    const data = random() < 0.1 ? pick(random, words) : JSON.stringify(value(random));
    const each = message(pick(random, names) ?? '', data ?? 'null');
    dialect.detect(each);
    events.push(...decoder.decode(each));
  }
  return [...events, ...decoder.decodeAnswer(JSON.stringify(value(random))), ...decoder.end()];
}

for (const dialect of Object.values(dialects)) {
  it(`makes plain data of anything with ${dialect.name}`, () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const events = play(dialect, seededRandom(seed));
      expect(events.length).to.be.greaterThan(0);
      expect(JSON.parse(JSON.stringify(events)), `seed ${seed}`).to.deep.equal(events);
    }
  });
}
