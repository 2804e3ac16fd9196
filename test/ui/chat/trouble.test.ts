import { expect } from '@open-wc/testing';
import {
  composerOf,
  conversationOf,
  findButton,
  openChat,
  write,
  type OpenChat,
} from '../../support/open-chat.js';
import { alertsOf } from '../../support/live-chat.js';

const text = (content: string) => ({ content, role: 'assistant', done: false });

function alerts({ chat }: OpenChat): string[] {
  return alertsOf(chat);
}

async function answered(answer: Response | Error, attributes = {}): Promise<OpenChat> {
  const open = await openChat(attributes);
  open.server.answer(answer);
  await write(open.chat, 'Hello');
  await open.drawn();
  return open;
}

/** What must hold after any failure: the message is there, an alert, a Retry, and a composer that works. */
async function expectFailure(open: OpenChat, words: string): Promise<void> {
  expect(conversationOf(open.chat)[0]).to.equal('You: Hello');
  expect(alerts(open).join()).to.contain(words);
  expect(open.heard).to.include('failed');
  const stream = await open.ask('Still there?');
  await open.push(stream, text('Yes'), { done: true });
  expect(conversationOf(open.chat).at(-1)).to.equal('Assistant: Yes');
}

describe('trouble in <sse-chat>', () => {
  const statuses: readonly (readonly [number, string, string])[] = [
    [
      401,
      '{"detail": "Not authenticated"}',
      'sign-in has expired (401). The server says: Not authenticated',
    ],
    [403, '{"detail": "Access denied: Invalid session"}', 'Access denied: Invalid session'],
    [404, 'not here', 'nothing at this address (404)'],
    [413, '', 'too long for the server (413)'],
    [422, '{"detail": [{"msg": "content: Field required"}]}', 'content: Field required'],
    [500, '<h1>Oops</h1>', 'The server has failed (500).'],
  ];
  for (const [status, body, words] of statuses) {
    it(`says what ${status} means, in its place, and goes on`, async () => {
      await expectFailure(await answered(new Response(body, { status })), words);
    });
  }

  it('names the expected and the found content type', async () => {
    const page = new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
    await expectFailure(await answered(page), 'Expected text/event-stream, got "text/html"');
  });

  it('says that the server could not be reached', async () => {
    await expectFailure(await answered(new TypeError('Failed to fetch')), 'could not be reached');
  });

  it('says that the server answered with nothing', async () => {
    await expectFailure(await answered(new Response(null, { status: 204 })), 'nothing (204)');
  });

  it('keeps what came before the stream was cut, marks it, and offers Retry', async () => {
    const open = await openChat();
    const stream = await open.ask('Hello');
    await open.push(stream, text('It is 18'));
    stream.end();
    await open.drawn();
    expect(conversationOf(open.chat)[1]).to.contain('It is 18').and.to.contain('Incomplete');
    expect(alerts(open).join()).to.contain(
      'The connection was lost before the answer was complete.',
    );
    expect(open.heard).to.include('interrupted').and.not.to.include('finished');
    expect(findButton(open.chat, 'Retry')).to.not.equal(undefined);
  });

  it('sends the same message again on Retry, and shows it once', async () => {
    const open = await answered(new Response('', { status: 500 }));
    const { pushStream } = await import('../../support/fake-fetch.js');
    const stream = pushStream();
    open.server.answer(stream);
    findButton(open.chat, 'Retry')?.click();
    await open.push(stream, text('Hi'), { done: true });
    expect(conversationOf(open.chat)).to.eql(['You: Hello', 'Assistant: Hi']);
    expect(open.server.requests.map(({ body }) => JSON.parse(body ?? '').content)).to.eql([
      'Hello',
      'Hello',
    ]);
    expect(findButton(open.chat, 'Retry')).to.equal(undefined);
  });

  it('marks an answer of which a part could not be read, and reports it', async () => {
    const open = await openChat();
    const stream = await open.ask('Hello');
    stream.push('data: this is not JSON\n\n');
    await open.push(stream, text('Hello'), { done: true });
    expect(conversationOf(open.chat)[1]).to.contain('A part of this answer could not be read');
    expect(open.heard).to.include('diagnosed');
  });

  it('shows an attribute that cannot be used at once, before anything is sent', async () => {
    const open = await openChat({ headers: '{"Authorization": oops' });
    expect(alerts(open).join()).to.contain('Expected headers to be JSON');
    await write(open.chat, 'Hello');
    await open.drawn();
    expect(open.server.requests).to.have.length(0);
    open.chat.setAttribute('headers', '{}');
    await open.drawn();
    expect(alerts(open)).to.eql([]);
  });

  it('says that an endpoint is missing, and keeps what was written', async () => {
    const open = await openChat();
    open.chat.removeAttribute('endpoint');
    await write(open.chat, 'Hello');
    await open.drawn();
    expect(alerts(open).join()).to.contain('Expected an endpoint');
    expect(composerOf(open.chat).querySelector('textarea')?.value).to.equal('Hello');
    expect(open.heard).to.include('failed');
  });

  it('refuses a message that is too long with the numbers, and keeps it', async () => {
    const open = await openChat({ 'max-length': '10' });
    await write(open.chat, 'Hello there, how are you?');
    await open.drawn();
    expect(alerts(open).join()).to.contain('10').and.to.contain('25');
    expect(open.server.requests).to.have.length(0);
    expect(composerOf(open.chat).querySelector('textarea')?.value).to.contain('Hello there');
  });

  it('shows a quota with what is used, a countdown, and no answer', async () => {
    const open = await openChat({ endpoint: '/agent', dialect: 'agent-chat' });
    const stream = await open.ask('Hello');
    const reset = new Date(Date.now() + 9.5 * 86_400_000).toISOString();
    stream.push(
      `event: rate_limit_exceeded\ndata: ${JSON.stringify({
        message: 'Monthly quota exceeded',
        current_usage: 201,
        monthly_limit: 200,
        remaining_quota: 0,
        reset_date: reset,
      })}\n\n`,
    );
    stream.end();
    await open.drawn();
    expect(alerts(open).join()).to.match(/Monthly quota exceeded.*201 of 200 used.*Resets in 9 d/);
    await expect(open.chat).to.be.accessible();
  });

  it('is accessible with an error in it', async () => {
    const open = await answered(new Response('', { status: 500 }));
    await expect(open.chat).to.be.accessible();
  });
});
