import { expect } from 'chai';
import { agentChat } from '../../src/dialects/agent-chat.js';
import { decode, message, only, textsOf, unnamed } from '../support/decode.js';

const delta = (content: string) => message('message_delta', { content });
const call = (name: string) => message('tool_call', { tool_name: name, arguments: {} });
const result = (output: unknown) => message('tool_result', { output });

describe('data of agent-chat that cannot be read', () => {
  it('known bug 7: is kept as it came, and the answer goes on', () => {
    const messages = [delta('Hello '), message('message_delta', '{"content'), delta('world')];
    const events = decode(agentChat, messages);
    expect(textsOf(events)).to.deep.equal(['Hello world']);
    expect(only(events, 'trouble')).to.deep.equal([
      {
        type: 'trouble',
        fatal: false,
        sort: 'parse',
        code: 'unexpected-data',
        text: 'Expected JSON, found "{"content".',
        raw: '{"content',
      },
    ]);
  });

  it('of a call leaves the results with the calls that they belong to', () => {
    const messages = [message('tool_call', '{"tool_name": "a'), call('b'), result(1), result(2)];
    const events = decode(agentChat, messages);
    const outputs = only(events, 'tool.output');
    expect(outputs.map(({ toolId, output }) => [toolId, output])).to.deep.equal([
      ['tool/1', 1],
      ['tool/2', 2],
    ]);
    expect(only(events, 'tool.input')[0]?.ok).to.equal(false);
  });

  it('of a result finishes the call that it belongs to', () => {
    const messages = [call('a'), call('b'), message('tool_result', '{'), result(2)];
    const events = decode(agentChat, messages);
    expect(only(events, 'tool.end').map(({ toolId }) => toolId)).to.deep.equal([
      'tool/1',
      'tool/2',
    ]);
    expect(only(events, 'tool.output').map(({ toolId }) => toolId)).to.deep.equal(['tool/2']);
  });

  it('of an end is an end all the same', () => {
    for (const [event, status] of [
      ['completed', 'ok'],
      ['error', 'failed'],
      ['rate_limit_exceeded', 'failed'],
    ] as const) {
      const events = decode(agentChat, [delta('Hi'), message(event, '{')]);
      expect(only(events, 'run.end')[0]?.status).to.equal(status);
      expect(only(events, 'trouble')[0]).to.include({ sort: 'parse', raw: '{' });
    }
  });

  it('is never an exception, whatever comes', () => {
    const names = ['session_initialized', 'message_delta', 'message', 'tool_call', 'tool_result'];
    const more = ['agent_updated', 'completed', 'history', 'error', 'rate_limit_exceeded', 'batch'];
    const data = ['', '{', 'null', '1', '"x"', '[]', '[[]]', '{}', '{"content": []}', '[null]'];
    for (const event of [...names, ...more, 'constructor', '__proto__', 'toString', '']) {
      for (const each of data) {
        const nested = unnamed(`{"event": ${JSON.stringify(event)}, "data": ${each || '0'}}`);
        const events = decode(agentChat, [message(event, each), nested]);
        for (const { type } of events) expect(type).to.be.a('string');
      }
    }
  });

  it('under a name that nobody knows is passed on', () => {
    expect(decode(agentChat, [message('constructor', { a: 1 })])).to.deep.equal([
      { type: 'custom', name: 'constructor', data: { a: 1 }, known: false },
    ]);
  });
});
