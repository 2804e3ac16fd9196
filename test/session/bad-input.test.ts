// What each of the five systems may send that is not as it should be: it is shown or reported, never
// thrown, and the stream goes on to a good end.
import { expect } from 'chai';
import { dialects } from '../../src/dialects/index.js';
import { settle } from '../support/fake-clock.js';
import { jsonResponse, pushStream } from '../support/fake-fetch.js';
import { createSessionStand, type SessionStand } from '../support/session-stand.js';

type Name = keyof typeof dialects;

/** One message that is wrong, and where a person or the page finds it. */
type Case = readonly [title: string, message: string, found: string];

const named = (event: string, data: unknown): string =>
  `event: ${event}\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const line = (data: unknown): string => named('message', data);
const told = (type: string, data: unknown): string => line({ type, data });
const asked = { iteration: 2, summary: 'Half done' };

const systems: Readonly<Record<string, { begin: string; end: string; cases: readonly Case[] }>> = {
  'assistant-status': {
    begin: named('message', { content: 'It is ', role: 'assistant', done: false }),
    end: named('done', { done: true }),
    cases: [
      ['an unknown event', named('weather', { sky: 'grey' }), 'custom weather'],
      ['a message without content', named('message', { role: 'assistant' }), 'unexpected-data'],
      ['content that is a number', named('message', { content: 7 }), 'unexpected-data'],
      ['a status without words', named('status', { type: 'status' }), 'unexpected-data'],
      ['data that is no JSON', named('message', '{"content": "18'), 'unexpected-data'],
    ],
  },
  'iterative-planning': {
    begin: named('planning_started', { goal: 'G', max_iterations: 4 }),
    end: named('final_plan', { plan: 'P' }) + named('complete', {}),
    cases: [
      ['an unknown event', named('budget_updated', { left: 3 }), 'custom budget_updated'],
      ['a start that does not say how many', named('planning_started', {}), 'unexpected-data'],
      ['"four" iterations', named('planning_started', { max_iterations: 'four' }), 'four'],
      ['an iteration that is no number', named('iteration_started', { iteration: 'two' }), 'two'],
      ['figures that are a list', named('iteration_progress', [1, 2]), 'unexpected-data'],
      [
        'a checkpoint without a number',
        named('checkpoint_reached', asked),
        'Checkpoint 1: approve',
      ],
      ['a checkpoint that is text', named('checkpoint_reached', 'stop'), 'Checkpoint 1: approve'],
      ['a plan without a plan', named('final_plan', { data_points: 'many' }), 'Data points: many'],
    ],
  },
  'agent-chat': {
    begin: named('message_delta', { content: 'Hello' }),
    end: named('completed', { final_message: 'Hello' }),
    cases: [
      ['an unknown event', named('mood_changed', {}), 'custom mood_changed'],
      ['a delta without content', named('message_delta', {}), 'unexpected-data'],
      ['a call without a name', named('tool_call', { arguments: { a: 1 } }), 'unexpected-data'],
      ['a result without a call', named('tool_result', { output: 'lost' }), 'lost'],
      ['a batch that is no list', named('batch', { event: 'message' }), 'unexpected-data'],
      ['an entry that is none', named('batch', [7]), 'unexpected-data'],
      ['an agent without a name', named('agent_updated', { name: 7 }), 'unexpected-data'],
      [
        'a history that contradicts the screen',
        named('completed', { final_message: 'Hello' }) +
          named('history', [{ role: 'user', content: 'Something else' }]),
        'history-conflict',
      ],
    ],
  },
  'operation-progress': {
    begin: told('progress', { operation: 'chart', percentage: 10 }),
    end: told('done', { operation: 'chart' }),
    cases: [
      ['an unknown type', told('pause', { operation: 'chart' }), 'custom pause'],
      [
        'a percentage of 150',
        told('progress', { operation: 'chart', percentage: 150 }),
        'percentage',
      ],
      [
        'a percentage of "fifty"',
        told('progress', { operation: 'chart', percentage: 'fifty' }),
        'fifty',
      ],
      ['no operation', told('progress', { percentage: 20 }), 'unexpected-data'],
      ['no data at all', line({ type: 'progress' }), 'unexpected-data'],
      [
        'metadata that is a list',
        told('progress', { operation: 'chart', metadata: [] }),
        'unexpected-data',
      ],
      [
        'content that is an object',
        told('content', { operation: 'chart', content: {} }),
        'unexpected-data',
      ],
      ['a message that is none', line([1]), 'unexpected-data'],
    ],
  },
  'thinking-feed': {
    begin: line('[Triage] agent invoked'),
    end: line('[Triage] agent finished'),
    cases: [
      ['the end of what never began', line('lookup finished'), 'lookup finished'],
      ['an agent without a name', line('[] agent invoked'), '[] agent invoked'],
      ['JSON where lines are due', line({ event: 'tool_call' }), '{"event":"tool_call"}'],
      ['an event with a name', named('progress', 'half way'), 'half way'],
    ],
  },
};

/** What came of it: in the run, and told to those who run the page. */
async function play(name: string, body: string): Promise<SessionStand> {
  const stand = createSessionStand({
    ...{ dialect: dialects[name as Name], endpoint: '/work', messageEndpoint: '/messages' },
  });
  const stream = pushStream();
  stand.server.answer(stream, jsonResponse({ role: 'assistant', content: 'Done' }));
  void stand.session.send('Hi');
  await settle();
  stream.push(body);
  stream.end();
  await stand.clock.advance(60_000);
  return stand;
}

for (const [name, { begin, cases, end }] of Object.entries(systems)) {
  describe(`Bad input in ${name}`, () => {
    for (const [title, message, found] of cases) {
      it(`such as ${title} is shown or reported, and the run ends well`, async () => {
        const { notices, session } = await play(name, begin + message + end);
        const { run } = session.state;
        expect(run?.status).to.equal('ok');
        const customs = run?.customs.map((custom) => `custom ${custom.name}`);
        const codes = notices.map((notice) => (notice.type === 'diagnosed' ? notice.code : ''));
        const { messages, steps, checkpoints, operations, troubles } = run ?? {};
        const all = [customs, codes, messages, steps, checkpoints, operations, troubles];
        expect(JSON.stringify(all).replaceAll('\\"', '"')).to.include(found);
      });
    }

    it('does not stop the rest when all of it comes at once', async () => {
      const bad = cases.map(([, message]) => message).join('');
      const { session } = await play(name, begin + bad + end);
      expect(session.state.run?.status).to.equal('ok');
    });
  });
}
