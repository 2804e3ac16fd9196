import { expect } from 'chai';
import { assistantStatus } from '../../src/dialects/assistant-status.js';
import { decode, message, only, textsOf, unnamed } from '../support/decode.js';
import { bodyOf, intent, requestOf } from '../support/requests.js';

const status = (text: string) => message('status', { type: 'status', message: text });
const piece = (content: string, role = 'assistant') =>
  message('message', { content, role, done: false });
const done = message('done', { done: true });

describe('a request of assistant-status', () => {
  it('carries content, user, conversation and message id', () => {
    const request = requestOf(assistantStatus, { sessionId: 'c1', userId: 'ann' });
    expect(request.url).to.equal('/api');
    expect(bodyOf(request)).to.deep.equal({
      content: 'Hi',
      user_id: 'ann',
      conversation_id: 'c1',
      message_id: 'm-1',
      stream: true,
    });
  });

  it('names the conversation by our own id while the page gives none', () => {
    const request = requestOf(assistantStatus, { conversationId: 'ours' });
    expect(bodyOf(request)).to.include({ conversation_id: 'ours' });
  });

  it('says so when no statuses are wanted', () => {
    const request = requestOf(assistantStatus, { noStatus: true, endpoint: '/message?v=1' });
    expect(request.url).to.equal('/message?v=1&include_status=false');
  });

  it('says so when no stream is wanted', () => {
    expect(bodyOf(requestOf(assistantStatus, { stream: false }))).to.include({ stream: false });
  });

  it('carries no earlier messages: the server knows the conversation by its id', () => {
    const history = [{ role: 'user', content: 'Earlier' }] as const;
    const request = requestOf(assistantStatus, {}, intent('Hi', history));
    expect(request.body).to.not.contain('Earlier');
  });
});

describe('a status', () => {
  it('is a line in place of the one before, and no part of the answer', () => {
    const events = decode(assistantStatus, [status('Thinking…'), status('Writing')]);
    expect(only(events, 'status').map(({ text }) => text)).to.deep.equal(['Thinking…', 'Writing']);
    expect(textsOf(events)).to.deep.equal([]);
  });

  it('is gone when the answer is done', () => {
    const events = decode(assistantStatus, [status('Thinking…'), piece('Hi'), done]);
    expect(only(events, 'status').at(-1)?.text).to.equal('');
    expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
  });

  it('leaves the text one piece when it comes in the middle of it', () => {
    const events = decode(assistantStatus, [piece('It is '), status('Checking'), piece('clear.')]);
    expect(textsOf(events)).to.deep.equal(['It is clear.']);
  });

  it('may say anything, and is kept as text', () => {
    const words = '<img src=x onerror=alert(1)> {{message}} \u202e';
    const [line] = decode(assistantStatus, [status(words)]);
    expect(line).to.deep.equal({ type: 'status', text: words });
  });

  it('needs no timestamp and minds no odd one', () => {
    const odd = { type: 'status', message: 'Thinking…', timestamp: { at: 'noon' } };
    const events = decode(assistantStatus, [message('status', odd), status('Writing')]);
    expect(only(events, 'trouble')).to.deep.equal([]);
    expect(only(events, 'status')).to.have.length(2);
  });

  it('that comes after the end shows nothing and begins no step', () => {
    expect(decode(assistantStatus, [done, status('Thinking…')]).at(-1)?.type).to.equal('run.end');
  });

  it('of one run is not mixed with those of another', () => {
    const first = assistantStatus.createDecoder('A');
    const second = assistantStatus.createDecoder('B');
    first.decode(status('⚙️ Tool 1: search_web'));
    const events = second.decode(status('✅ search_web (1.2s)'));
    expect(only(events, 'step.start')).to.have.length(1);
    expect(only(first.decode(done), 'step.end')).to.deep.equal([]);
  });
});

describe('an answer of assistant-status', () => {
  it('ends by the name of done alone, or by done in the data', () => {
    for (const end of [
      done,
      message('done', ''),
      unnamed({ done: true }),
      unnamed({ content: '', done: true }),
    ]) {
      const events = decode(assistantStatus, [piece('Hi'), end]);
      expect(events.map(({ type }) => type)).to.deep.equal([
        'text.start',
        'text.delta',
        'text.end',
        'status',
        'run.end',
      ]);
    }
  });

  it('takes the last text from the data that also says done', () => {
    const last = message('message', { content: 'clear.', role: 'assistant', done: true });
    const events = decode(assistantStatus, [piece('It is '), last]);
    expect(textsOf(events)).to.deep.equal(['It is clear.']);
    expect(events.at(-1)?.type).to.equal('run.end');
  });

  it('ends once', () => {
    const events = decode(assistantStatus, [piece('Hi'), done, done, unnamed({ done: true })]);
    expect(only(events, 'run.end')).to.have.length(1);
  });

  it('is shown in a message of its own when it comes after the end', () => {
    const events = decode(assistantStatus, [piece('One.'), done, piece('Two.')]);
    expect(textsOf(events)).to.deep.equal(['One.', 'Two.']);
  });

  it('without its end is not over: that is for the session to say', () => {
    const decoder = assistantStatus.createDecoder('Hi');
    decoder.decode(piece('Once upon'));
    expect(decoder.end()).to.deep.equal([]);
  });

  it('leaves out what the server repeats of the text that was sent', () => {
    const echo = [piece('What is ', 'user'), piece('new?', 'user'), piece('Little.'), done];
    expect(textsOf(decode(assistantStatus, echo, 'What is new?'))).to.deep.equal(['Little.']);
  });

  it("shows other words of the person as the person's", () => {
    const events = decode(assistantStatus, [piece('And you?', 'user'), piece('Fine.'), done], 'Hi');
    const roles = only(events, 'text.start').map(({ role }) => role);
    expect(roles).to.deep.equal(['user', 'assistant']);
    expect(textsOf(events)).to.deep.equal(['And you?', 'Fine.']);
  });

  it('shows other words also when the stream breaks off behind them, but no torn repetition', () => {
    const cut = (text: string) => {
      const decoder = assistantStatus.createDecoder('What is new?');
      return [...decoder.decode(piece(text, 'user')), ...decoder.end()];
    };
    expect(textsOf(cut('And in Oslo?'))).to.deep.equal(['And in Oslo?']);
    expect(cut('What is')).to.deep.equal([]);
  });

  it('fails with the words of an error', () => {
    const events = decode(assistantStatus, [
      message('error', { error: { message: 'Overloaded' } }),
    ]);
    expect(events).to.deep.equal([
      { type: 'trouble', fatal: true, sort: 'error', code: 'server-error', text: 'Overloaded' },
      { type: 'run.end', status: 'failed', reason: 'server-error' },
    ]);
  });

  it('comes as JSON, as a list or alone', () => {
    const decoder = assistantStatus.createDecoder('Hi');
    for (const answer of [[{ content: 'Hello.', role: 'assistant' }], { content: 'Hello.' }]) {
      const events = decoder.decodeAnswer(JSON.stringify(answer));
      expect(textsOf(events)).to.deep.equal(['Hello.']);
      expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
    }
  });
});

describe('assistant-status is told', () => {
  it('by statuses, pieces with done, and ends, with names or without', () => {
    const data = [
      { type: 'status', message: 'Thinking…' },
      { content: 'Hi', role: 'assistant', done: false },
      { done: true },
    ];
    for (const each of data) expect(assistantStatus.detect(unnamed(each))).to.equal(true);
    for (const each of [status('x'), piece('x'), done]) {
      expect(assistantStatus.detect(each)).to.equal(true);
    }
  });

  it('by nothing that others could send as well', () => {
    const others = [
      unnamed({ content: 'Hi' }),
      unnamed({ type: 'content', data: { content: 'Hi' } }),
      unnamed('not JSON'),
      unnamed('[DONE]'),
      unnamed('null'),
      message('done', ''),
      message('status', 'busy'),
      message('error', { message: 'x' }),
      message('message_delta', { content: 'Hi', done: false }),
    ];
    for (const each of others) expect(assistantStatus.detect(each), each.data).to.equal(false);
  });
});
