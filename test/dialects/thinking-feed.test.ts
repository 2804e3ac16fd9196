import { expect } from 'chai';
import { thinkingFeed } from '../../src/dialects/thinking-feed.js';
import type { RequestSettings } from '../../src/dialects/index.js';
import { decode, only, textsOf, unnamed } from '../support/decode.js';
import { bodyOf, intent, refusalOf, requestOf, settings } from '../support/requests.js';

const at = {
  endpoint: '/api/conversations/{id}/thinking',
  messageEndpoint: '/api/conversations/{id}/messages',
  sessionId: 's1',
} as const;

const read = (...lines: readonly string[]) => decode(thinkingFeed, lines.map(unnamed));

function feedOf(changes: Partial<RequestSettings> = {}) {
  return thinkingFeed.feed?.(intent('Hi'), settings({ ...at, ...changes }));
}

describe('a request of thinking-feed', () => {
  it('is a POST of the text, answered by JSON', () => {
    const request = requestOf(thinkingFeed, at);
    const url = '/api/conversations/s1/messages';
    expect(request).to.include({ url, method: 'POST', accept: 'json' });
    expect(bodyOf(request)).to.deep.equal({ content: 'Hi' });
  });

  it('has a feed beside it, which says nothing of the text', () => {
    const url = '/api/conversations/s1/thinking';
    expect(feedOf()).to.deep.equal({ url, method: 'GET', accept: 'stream' });
  });

  it('carries the query of the page to both', () => {
    const params = { tenant: 'a' };
    expect(feedOf({ params })).to.include({ url: '/api/conversations/s1/thinking?tenant=a' });
    expect(requestOf(thinkingFeed, { ...at, params }).url).to.contain('?tenant=a');
  });

  it('keeps to its methods and gives the body of the page to the message alone', () => {
    const changes = { ...at, method: 'GET', body: { text: '{{message}}' } } as const;
    expect(requestOf(thinkingFeed, changes)).to.include({ method: 'POST', body: '{"text":"Hi"}' });
    expect(feedOf(changes)).to.include({ url: '/api/conversations/s1/thinking' });
  });

  it('has no feed when no stream is wanted', () => {
    expect(feedOf({ stream: false })).to.equal(undefined);
  });

  it('names the conversation by our own id while the page gives none', () => {
    const { sessionId: _, ...rest } = at;
    const request = requestOf(thinkingFeed, { ...rest, conversationId: 'a b' });
    expect(request.url).to.equal('/api/conversations/a%20b/messages');
  });

  it('is refused with words without an address, without a text, and with a session id that is none', () => {
    for (const [changes, text, code] of [
      [{ messageEndpoint: '' }, 'Hi', 'message-endpoint'],
      [{}, ' ', 'empty'],
      [{ sessionId: '../admin' }, 'Hi', 'session-id'],
    ] as const) {
      expect(refusalOf(thinkingFeed, { ...at, ...changes }, intent(text)).code).to.equal(code);
    }
  });
});

describe('a line of thinking', () => {
  it('begins an agent inside the innermost one', () => {
    const starts = only(
      read('[A] agent invoked', '[B] agent invoked', 'Calling t...'),
      'step.start',
    );
    expect(starts.map(({ name, sort, parent }) => [name, sort, parent])).to.deep.equal([
      ['A', 'agent', undefined],
      ['B', 'agent', 'step/1'],
      ['t', 'tool', 'step/2'],
    ]);
  });

  it('ends the innermost agent of a name, and the oldest call of a tool', () => {
    const ends = only(
      read(
        ...['[A] agent invoked', '[A] agent invoked', '[A] agent finished'],
        ...['Calling t...', 'Calling t...', 't finished'],
      ),
      'step.end',
    );
    expect(ends.map(({ stepId }) => stepId)).to.deep.equal(['step/2', 'step/3']);
  });

  it('is no child of an agent that has finished', () => {
    const events = read('[A] agent invoked', '[B] agent invoked', '[B] agent finished', 'Hm');
    expect(only(events, 'step.start').at(-1)).to.include({ name: 'Hm', parent: 'step/1' });
  });

  it('ends an agent whose name a tool has without ending the tool', () => {
    const events = read('[t] agent invoked', 'Calling t...', '[t] agent finished');
    expect(only(events, 'step.end').map(({ stepId }) => stepId)).to.deep.equal(['step/1']);
  });

  it('that says how it ended is kept', () => {
    const events = read('Calling a...', 'a failed: 503', 'Calling b...', 'b finished: 3 pages');
    const [failed, finished] = only(events, 'step.end');
    expect(failed).to.include({ status: 'failed', error: '503' });
    expect(finished).to.include({ status: 'ok', result: '3 pages' });
  });

  it('that fits no pattern is a step of its own, as it is', () => {
    for (const line of [
      'Calling the plumber',
      't finished',
      '[A] agent finished',
      '{"a": 1}',
      ' x ',
    ]) {
      const [start, end] = read(line);
      expect(start).to.include({ type: 'step.start', name: line, sort: 'step' });
      expect(end).to.include({ type: 'step.end', status: 'ok' });
    }
  });

  it('is read in no time, however long it is', () => {
    const long = `${'Calling a finished: '.repeat(50_000)}finished`;
    expect(read(long)[0]).to.include({ name: long });
  });
});

describe('the end of thinking-feed', () => {
  it('is the answer, and not the end of the feed', () => {
    const decoder = thinkingFeed.createDecoder('Hi');
    decoder.decode(unnamed('[A] agent invoked'));
    expect(decoder.end()).to.deep.equal([]);
    const events = decoder.decodeAnswer('{"role": "assistant", "content": "Hello."}');
    expect(textsOf(events)).to.deep.equal(['Hello.']);
    expect(events.at(-1)).to.deep.equal({ type: 'run.end', status: 'ok' });
  });
});
