import { expect } from 'chai';
import { decodeAnswer } from '../../src/dialects/answer.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { only, textsOf } from '../support/decode.js';

const answer = (value: unknown, sent = 'Hi'): readonly StreamEventBody[] =>
  decodeAnswer(JSON.stringify(value), sent);

describe('a JSON answer', () => {
  it('is one message of the assistant', () => {
    expect(answer({ content: 'Hello.' })).to.deep.equal([
      {
        type: 'text.start',
        textId: 'answer/1/1',
        messageId: 'answer/1',
        lane: 'answer',
        role: 'assistant',
      },
      { type: 'text.delta', textId: 'answer/1/1', mode: 'append', text: 'Hello.' },
      { type: 'text.end', textId: 'answer/1/1' },
      { type: 'run.end', status: 'ok' },
    ]);
  });

  it('is several messages when it is a list, with their roles and names', () => {
    const events = answer([
      { role: 'assistant', content: 'One.', name: 'A' },
      { role: 'system', content: 'Two.' },
    ]);
    expect(textsOf(events)).to.deep.equal(['One.', 'Two.']);
    const starts = only(events, 'text.start');
    expect(starts.map(({ role, name }) => [role, name])).to.deep.equal([
      ['assistant', 'A'],
      ['system', undefined],
    ]);
  });

  it('is what comes after the text that was sent when it repeats the conversation', () => {
    const events = answer([
      { role: 'user', content: 'Before' },
      { role: 'assistant', content: 'Old.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'New.' },
    ]);
    expect(textsOf(events)).to.deep.equal(['New.']);
  });

  it('may name the session', () => {
    const [start] = answer({ content: 'Hello.', session_id: 's_1' });
    expect(start).to.deep.equal({ type: 'run.start', sessionId: 's_1' });
  });

  it('reports an entry that cannot be read and shows the others', () => {
    const events = answer([{ content: 7 }, { content: 'Hello.' }]);
    expect(textsOf(events)).to.deep.equal(['Hello.']);
    expect(only(events, 'trouble')[0]).to.include({ sort: 'parse', fatal: false });
    expect(events.at(-1)).to.include({ status: 'ok' });
  });

  it('is an error with its words', () => {
    const errors: readonly (readonly [unknown, string])[] = [
      [{ status: 'error', message: 'Disk full' }, 'Disk full'],
      [{ detail: 'Access denied: Invalid session' }, 'Access denied: Invalid session'],
      [{ error: { message: 'Overloaded' } }, 'Overloaded'],
      [{ detail: [{ loc: ['body'], msg: 'Field required' }] }, 'Field required'],
      [{ detail: {} }, 'The server reported an error without words.'],
    ];
    for (const [value, text] of errors) {
      const [trouble, end] = answer(value);
      expect(trouble).to.include({ type: 'trouble', fatal: true, sort: 'error', text });
      expect(end).to.include({ type: 'run.end', status: 'failed' });
    }
  });

  it('that is none ends the run with what was due and what came', () => {
    const answers: readonly (readonly [string, string])[] = [
      ['<html>', 'Expected JSON, found "<html>".'],
      ['', 'Expected JSON, found nothing.'],
      ['{"text": "Hello."}', 'Expected an answer with content, found an object.'],
      ['[]', 'Expected an answer with content, found a list.'],
      ['null', 'Expected an answer with content, found null.'],
      ['[{"role": "user", "content": "Hi"}]', 'Expected an answer with content, found a list.'],
    ];
    for (const [json, text] of answers) {
      const [trouble, end] = decodeAnswer(json, 'Hi');
      expect(trouble).to.include({ sort: 'parse', fatal: true, text, raw: json });
      expect(end).to.include({ type: 'run.end', status: 'failed' });
    }
  });
});
