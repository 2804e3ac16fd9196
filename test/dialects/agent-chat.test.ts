import { expect } from 'chai';
import { agentChat } from '../../src/dialects/agent-chat.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { decode, message, only, textsOf, unnamed } from '../support/decode.js';
import { bodyOf, intent, requestOf } from '../support/requests.js';

const delta = (content: string) => message('message_delta', { content });
const call = (name: string, args: unknown = {}) =>
  message('tool_call', { tool_name: name, arguments: args });
const result = (output: unknown) => message('tool_result', { output });
const completed = (text: string) => message('completed', { final_message: text });

describe('a request of agent-chat', () => {
  it('carries the conversation with the new message, and no session id while there is none', () => {
    const history = [
      { role: 'user', content: 'Hello', id: 'm0' },
      { role: 'assistant', content: 'Hello!', name: 'Guide' },
    ] as const;
    expect(bodyOf(requestOf(agentChat, {}, intent('Go on', history)))).to.deep.equal({
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hello!' },
        { role: 'user', content: 'Go on' },
      ],
    });
  });

  it('carries the session id once it is known, and never one of ours', () => {
    const known = requestOf(agentChat, { sessionId: 's_1', conversationId: 'ours' });
    expect(bodyOf(known)).to.include({ session_id: 's_1' });
    expect(requestOf(agentChat, { conversationId: 'ours' }).body).to.not.contain('ours');
  });

  it('says so when no stream is wanted, and else not', () => {
    expect(bodyOf(requestOf(agentChat, { stream: false }))).to.include({ stream: false });
    expect(requestOf(agentChat).body).to.not.contain('stream');
  });
});

describe('a session of agent-chat', () => {
  it('is named by the server and shows nothing', () => {
    const events = decode(agentChat, [message('session_initialized', { session_id: 's_1' })]);
    expect(events).to.deep.equal([{ type: 'run.start', sessionId: 's_1' }]);
  });
});

describe('a tool of agent-chat', () => {
  it('runs with its arguments, and is finished with its result', () => {
    const events = decode(agentChat, [call('create_todo', { item: 'x' }), result({ id: 7 })]);
    const toolId = 'tool/1';
    expect(events).to.deep.equal([
      { type: 'tool.start', toolId, messageId: 'message/1', runBy: 'agent', name: 'create_todo' },
      { type: 'tool.args', toolId, mode: 'replace', text: '{"item":"x"}' },
      { type: 'tool.input', toolId, input: { item: 'x' }, ok: true },
      {
        type: 'tool.output',
        toolId,
        output: { id: 7 },
        text: '{"id":7}',
        partial: false,
        mode: 'replace',
      },
      { type: 'tool.end', toolId, status: 'ok' },
    ]);
  });

  it('gets its result before those that were called after it', () => {
    const messages = [call('a'), call('b'), result(1), call('c'), result(2), result(3)];
    const outputs = only(decode(agentChat, messages), 'tool.output');
    expect(outputs.map(({ toolId, output }) => `${toolId} ${String(output)}`)).to.deep.equal([
      'tool/1 1',
      'tool/2 2',
      'tool/3 3',
    ]);
  });

  it('without a call is a step of its own, without a name, and is reported', () => {
    const events = decode(agentChat, [result('late')]);
    const [start] = only(events, 'tool.start');
    expect(start?.name).to.equal(undefined);
    expect(only(events, 'trouble')[0]).to.include({
      code: 'tool-result-without-call',
      fatal: false,
      about: 'tool/1',
    });
    expect(only(events, 'tool.output')[0]?.output).to.equal('late');
  });

  it('keeps its place between the texts of one message', () => {
    const messages = [delta('Let me see. '), call('look'), result(1), delta('Found.')];
    const events = decode(agentChat, messages);
    const places = only(events, 'text.start', 'tool.start');
    expect(places.map(({ type }) => type)).to.deep.equal([
      'text.start',
      'tool.start',
      'text.start',
    ]);
    expect(new Set(places.map(({ messageId }) => messageId))).to.have.length(1);
  });

  it('shows its numbers digit by digit, in every form of the stream', () => {
    const args = '{"a": 1.0, "b": 12345678901234567890, "a": -0}';
    const data = `{"tool_name": "pay", "arguments": ${args}}`;
    const forms = [
      message('tool_call', data),
      unnamed(`{"event": "tool_call", "data": ${data}}`),
      message('batch', `[{"event": "ping", "data": 1.0}, {"event": "tool_call", "data": ${data}}]`),
      unnamed(`{"event": "batch", "data": [{"data": ${data}, "event": "tool_call"}]}`),
    ];
    for (const form of forms) {
      expect(only(decode(agentChat, [form]), 'tool.args')[0]?.text).to.equal(args);
    }
  });

  it('shows JSON that came inside a string as the JSON that it is', () => {
    const events = decode(agentChat, [call('pay', '{"sum": 1.0}'), result('{"id": 1.0')]);
    expect(only(events, 'tool.args')[0]?.text).to.equal('{"sum": 1.0}');
    expect(only(events, 'tool.output')[0]?.text).to.equal(String.raw`"{\"id\": 1.0"`);
  });
});

describe('the agent of agent-chat', () => {
  it('is named on what follows, in a message of its own', () => {
    const agent = (name: string) => message('agent_updated', { name });
    const messages = [agent('A'), delta('One.'), agent('B'), delta('Two.'), agent('B'), delta('!')];
    const starts = only(decode(agentChat, messages), 'text.start');
    expect(starts.map(({ name, messageId }) => [name, messageId])).to.deep.equal([
      ['A', 'message/1'],
      ['B', 'message/2'],
    ]);
  });

  it('is named also where a message begins with a tool', () => {
    const events = decode(agentChat, [message('agent_updated', { name: 'A' }), call('look')]);
    expect(events[0]).to.include({ type: 'text.start', name: 'A', messageId: 'message/1' });
    expect(only(events, 'text.delta')).to.deep.equal([]);
  });
});

describe('the end of agent-chat', () => {
  it('is completed, and history after it is still taken', () => {
    const history = message('history', [{ role: 'user', content: 'Hi' }]);
    const events = decode(agentChat, [delta('Hello.'), completed('Hello.'), history]);
    expect(events.at(-2)).to.deep.equal({ type: 'run.end', status: 'ok' });
    expect(events.at(-1)).to.deep.equal({
      type: 'history',
      mode: 'merge',
      messages: [{ role: 'user', content: 'Hi' }],
    });
  });

  it('is an error with its words', () => {
    const error = message('error', { status: 'error', message: 'Disk full', code: 'E28' });
    expect(decode(agentChat, [error, completed('x')]).slice(0, 2)).to.deep.equal([
      { type: 'trouble', fatal: true, sort: 'error', code: 'E28', text: 'Disk full' },
      { type: 'run.end', status: 'failed', reason: 'E28' },
    ]);
  });

  it('comes once, whatever is said after it', () => {
    const error = message('error', { status: 'error', message: 'Disk full' });
    const events = decode(agentChat, [completed('x'), error, completed('x')]);
    expect(only(events, 'run.end')).to.deep.equal([{ type: 'run.end', status: 'ok' }]);
  });

  it('is a quota that is used up, with its figures and the time of its return', () => {
    const quota = (reset: unknown): StreamEventBody | undefined => {
      const data = {
        message: 'Monthly quota exceeded',
        current_usage: 201,
        monthly_limit: 200,
        remaining_quota: 0,
        reset_date: reset,
      };
      return decode(agentChat, [message('rate_limit_exceeded', data)])[0];
    };
    const resetsAt = Date.UTC(2026, 11, 1);
    const dates = ['2026-12-01T00:00:00Z', '2026-12-01', '2026-12-01T01:00:00+01:00'];
    const others = ['2026-12-01T00:00:00.000000', '2026-12-01 00:00:00', resetsAt, resetsAt / 1000];
    for (const date of [...dates, ...others]) {
      expect(quota(date), String(date)).to.deep.equal({
        type: 'trouble',
        fatal: true,
        sort: 'quota',
        code: 'rate_limit_exceeded',
        text: 'Monthly quota exceeded',
        quota: { used: 201, limit: 200, remaining: 0, resetsAt },
      });
    }
  });

  it('is a quota whose return is not known when its date is none, and that is reported', () => {
    // Nanoseconds: no date is that far away, and one that is none cannot be shown.
    for (const reset_date of [1_795_219_200e9, -9e15, 'soon', true]) {
      const events = decode(agentChat, [message('rate_limit_exceeded', { reset_date })]);
      const [, report, quota] = only(events, 'trouble');
      expect(report?.text, String(reset_date)).to.match(/^Expected "reset_date" .* to be a date/);
      expect(quota).to.deep.include({ sort: 'quota', quota: {} });
    }
  });
});

describe('a batch of agent-chat', () => {
  it('is each of its entries in order, as if it had come alone', () => {
    const alone = [delta('a'), call('x', [1]), result(2), delta('b'), completed('ab')];
    const entries = alone.map(({ event, data }) => ({ event, data: JSON.parse(data) as unknown }));
    expect(decode(agentChat, [message('batch', entries)])).to.deep.equal(decode(agentChat, alone));
  });

  it('reports an entry that cannot be read and takes the others', () => {
    const entries = [{ event: 'message_delta', data: { content: 'a' } }, 7, null];
    const events = decode(agentChat, [message('batch', [...entries, ...entries])]);
    expect(textsOf(events)).to.deep.equal(['aa']);
    expect(only(events, 'trouble').map(({ raw }) => raw)).to.deep.equal(['7', 'null', '7', 'null']);
  });
});

describe('the nested form of agent-chat', () => {
  it('means the same as the named one', () => {
    const named = [delta('a'), call('x', [1]), result(2), delta('b'), completed('ab')];
    const nested = named.map(({ event, data }) =>
      unnamed(`{"event": "${event}", "data": ${data}}`),
    );
    expect(decode(agentChat, nested)).to.deep.equal(decode(agentChat, named));
  });
});

describe('agent-chat is told', () => {
  it('by its events, with names or nested', () => {
    const messages = [
      message('session_initialized', { session_id: 's' }),
      delta('x'),
      call('x'),
      result(null),
      message('agent_updated', { name: 'A' }),
      completed('x'),
      message('history', [{ role: 'user', content: 'x' }]),
      message('error', { status: 'error', message: 'x' }),
      message('rate_limit_exceeded', { monthly_limit: 1 }),
      message('batch', [{ event: 'message_delta', data: { content: 'x' } }]),
    ];
    for (const each of messages) {
      const nested = unnamed(`{"event": "${each.event}", "data": ${each.data}}`);
      expect(agentChat.detect(each), each.event).to.equal(true);
      expect(agentChat.detect(nested), each.event).to.equal(true);
    }
  });

  it('by nothing that others could send as well', () => {
    const others = [
      message('message', { content: 'x' }),
      message('error', { message: 'x' }),
      message('error', 'x'),
      message('history', []),
      message('batch', []),
      message('completed', {}),
      unnamed({ event: 'token', data: 'x' }),
      unnamed({ event: 'message', data: { content: 'x' } }),
      unnamed('not JSON'),
      unnamed('null'),
    ];
    for (const each of others) expect(agentChat.detect(each), each.data).to.equal(false);
  });
});
