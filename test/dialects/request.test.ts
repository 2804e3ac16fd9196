import { expect } from 'chai';
import { agentChat } from '../../src/dialects/agent-chat.js';
import { assistantStatus } from '../../src/dialects/assistant-status.js';
import type { RequestSettings } from '../../src/dialects/index.js';
import type { HistoryMessage } from '../../src/events/index.js';
import { bodyOf, intent, refusalOf, requestOf } from '../support/requests.js';

function manyMessages(count: number): HistoryMessage[] {
  return Array.from({ length: count }, (_, index) => ({ role: 'user', content: `${index}` }));
}

function urlOf(changes: Partial<RequestSettings>): string {
  return requestOf(agentChat, { body: {}, ...changes }).url;
}

describe('a request', () => {
  it('is a POST of JSON that asks for a stream', () => {
    const request = requestOf(agentChat);
    expect(request.method).to.equal('POST');
    expect(request.accept).to.equal('stream');
    expect(request.headers).to.deep.equal({ 'Content-Type': 'application/json' });
  });

  it('asks for JSON when streaming is off', () => {
    expect(requestOf(agentChat, { stream: false }).accept).to.equal('json');
  });

  it("takes the page's template in place of the dialect's", () => {
    const body = { q: '{{message}}', from: '{{user}}', id: '{{message_id}}', live: '{{stream}}' };
    const request = requestOf(agentChat, { body, userId: 'ann' });
    expect(bodyOf(request)).to.deep.equal({ q: 'Hi', from: 'ann', id: 'm-1', live: true });
  });

  it("adds the page's parameters, placeholders filled and encoded", () => {
    const params = { q: '{{message}}', s: '{{session}}', v: '2 & 3' };
    expect(urlOf({ params })).to.equal('/api?q=Hi&v=2+%26+3');
    expect(urlOf({ params, sessionId: 's1' })).to.equal('/api?q=Hi&s=s1&v=2+%26+3');
  });

  it('keeps the query that the endpoint has, as it is written', () => {
    const params = { b: '2', key: 'other' };
    expect(urlOf({ endpoint: '/api?key=a%20b', params })).to.equal('/api?key=a%20b&b=2');
    expect(urlOf({ endpoint: '/api?key&', params })).to.equal('/api?key&b=2');
    expect(urlOf({ endpoint: '/api?', params: { b: '2' } })).to.equal('/api?b=2');
  });

  it('leaves relative, absolute and bare endpoints what they are', () => {
    const params = { a: '1' };
    expect(urlOf({ endpoint: 'chat/stream', params })).to.equal('chat/stream?a=1');
    expect(urlOf({ endpoint: 'https://x.example/a', params })).to.equal('https://x.example/a?a=1');
    expect(urlOf({ endpoint: '../a' })).to.equal('../a');
  });

  it('drops a fragment, which is never sent', () => {
    expect(urlOf({ endpoint: '/api?x=1#top', params: { a: '1' } })).to.equal('/api?x=1&a=1');
  });

  it('puts the members of the template into the query of a GET', () => {
    const body = { q: '{{message}}', all: '{{messages}}', n: 3, s: '{{session}}' };
    const request = requestOf(agentChat, { method: 'GET', body, params: { n: '4' } });
    const query = new URLSearchParams(request.url.split('?')[1]);
    expect(Object.fromEntries(query)).to.deep.equal({
      q: 'Hi',
      all: '[{"role":"user","content":"Hi"}]',
      n: '4',
    });
    expect([request.body, request.headers]).to.deep.equal([undefined, undefined]);
  });

  it('opens a GET without a text, and leaves out what there is none of', () => {
    const request = requestOf(assistantStatus, { method: 'GET', sessionId: 's1' }, intent(''));
    const query = new URLSearchParams(request.url.split('?')[1]);
    expect(query.get('conversation_id')).to.equal('s1');
    expect(query.has('content')).to.equal(false);
  });
});

describe('a limit', () => {
  it('lets a message of 10,000 characters through and refuses one of 10,001', () => {
    const fits = requestOf(agentChat, {}, intent('x'.repeat(10_000)));
    expect(fits.body).to.contain('x'.repeat(10_000));
    const refusal = refusalOf(agentChat, {}, intent('x'.repeat(10_001)));
    expect(refusal.code).to.equal('message-too-long');
    expect(refusal.text).to.equal('Expected a message of at most 10,000 characters, found 10,001.');
  });

  it('counts an emoji as one character', () => {
    const request = requestOf(agentChat, { maxLength: 3 }, intent('🌤🌤🌤'));
    expect(request.body).to.contain('🌤🌤🌤');
    expect(refusalOf(agentChat, { maxLength: 2 }, intent('🌤🌤🌤')).text).to.contain('found 3.');
  });

  it('leaves older messages out of the request, so that 50 go with it', () => {
    const request = requestOf(agentChat, {}, intent('new', manyMessages(80)));
    const { messages } = bodyOf(request) as { messages: readonly { content: string }[] };
    expect(messages).to.have.length(50);
    expect([messages[0]?.content, messages[48]?.content]).to.deep.equal(['31', '79']);
    expect(messages[49]).to.deep.equal({ role: 'user', content: 'new' });
  });

  it('sends the new message even where one message is all there may be', () => {
    const request = requestOf(agentChat, { maxMessages: 1 }, intent('new', manyMessages(3)));
    expect(bodyOf(request)).to.deep.equal({ messages: [{ role: 'user', content: 'new' }] });
  });

  it('leaves out an older message that is too long, such as a long answer', () => {
    const history: HistoryMessage[] = [
      { role: 'user', content: 'Explain' },
      { role: 'assistant', content: 'x'.repeat(20), name: 'Guide' },
    ];
    const request = requestOf(agentChat, { maxLength: 10 }, intent('And?', history));
    expect(bodyOf(request)).to.deep.equal({
      messages: [
        { role: 'user', content: 'Explain' },
        { role: 'user', content: 'And?' },
      ],
    });
  });

  it('refuses a session id of other characters', () => {
    for (const sessionId of ['a b', 'a/b', '', 'ä', 'a.b', 's1\n']) {
      const refusal = refusalOf(agentChat, { sessionId }, intent('Hi'));
      expect(refusal.code, JSON.stringify(sessionId)).to.equal('session-id');
    }
    expect(refusalOf(agentChat, { sessionId: 'a b' }, intent('Hi')).text).to.equal(
      'Expected a session id of the letters A to Z, digits, "_" and "-" only, found "a b".',
    );
  });

  it('takes another pattern for session ids from the page', () => {
    const sessionIdPattern = /^[a-z.]+$/g;
    const request = requestOf(agentChat, { sessionId: 'a.b', sessionIdPattern });
    expect(request.body).to.contain('"a.b"');
    const refusal = refusalOf(agentChat, { sessionId: 'A', sessionIdPattern }, intent('Hi'));
    expect(refusal.text).to.equal('Expected a session id that matches /^[a-z.]+$/g, found "A".');
  });

  it('refuses a message without text', () => {
    const refusal = refusalOf(agentChat, {}, intent(' \n'));
    expect(refusal.code).to.equal('empty');
    expect(refusal.text).to.equal('Expected a message with some text, found none.');
  });

  it('asks for no text where the template has no place for it', () => {
    const request = requestOf(agentChat, { body: { run: '{{message_id}}' } }, intent(''));
    expect(bodyOf(request)).to.deep.equal({ run: 'm-1' });
  });

  it('makes a refusal of a template that cannot be filled', () => {
    const refusal = refusalOf(agentChat, { body: { q: '{{prompt}}' } }, intent('Hi'));
    expect(refusal).to.include({ code: 'template', sort: 'blocked', fatal: true });
    expect(refusal.text).to.contain('found {{prompt}}.');
  });

  it('makes a refusal of a template that cannot go into a query', () => {
    const refusal = refusalOf(agentChat, { method: 'GET', body: ['{{message}}'] }, intent('Hi'));
    expect(refusal.text).to.equal('Expected members for the query, found a list.');
  });
});
