import { expect } from 'chai';
import { agentPath, ask, demoToken, readSession } from '../../support/agent-chat-client.js';
import { createInstantBackend, post, recordedDay } from '../../support/backend-client.js';

describe('agent-chat: refusals', () => {
  it('refuses a request without a token', async () => {
    const response = await createInstantBackend().fetch(post(agentPath, { messages: [] }));
    expect(response.status).to.equal(401);
    expect(response.headers.get('www-authenticate')).to.equal('Bearer');
    expect(await response.json()).to.deep.equal({ detail: 'Not authenticated' });
  });

  it('refuses a token that it does not know', async () => {
    const response = await ask(createInstantBackend(), 'Hello', { token: 'old-token' });
    expect(response.status).to.equal(401);
    expect(await response.json()).to.deep.equal({ detail: 'Invalid or expired token' });
  });

  it('refuses the session of another token, and one that it does not know', async () => {
    const backend = createInstantBackend();
    const session = await readSession(await ask(backend, 'Hello', { token: 'demo-token' }));
    for (const options of [{ session, token: 'guest-token' }, { session: 'made-up' }]) {
      const response = await ask(backend, 'Hello', options);
      expect(response.status).to.equal(403);
      expect(await response.json()).to.deep.equal({ detail: 'Access denied: Invalid session' });
    }
  });

  it('refuses more than 10,000 characters with 413, and counts characters, not halves', async () => {
    const backend = createInstantBackend();
    expect((await ask(backend, '🚀'.repeat(10_000))).status).to.equal(200);
    const response = await ask(backend, 'x'.repeat(10_001));
    expect(response.status).to.equal(413);
    expect(await response.json()).to.deep.equal({
      detail: 'Message too long: 10001 characters, at most 10000',
    });
  });

  const user = { role: 'user', content: 'Hello' };
  for (const [what, body, detail] of [
    ['a body that is not JSON', 'messages=1', 'body: Not JSON'],
    ['a body that is no object', 'null', 'body: Expected an object'],
    ['missing messages', {}, 'messages: Expected an array'],
    ['no message', { messages: [] }, 'messages: The last one must be of role user'],
    [
      'an unknown role',
      { messages: [{ role: 'root', content: 'x' }] },
      'messages: Expected objects with role and content',
    ],
    [
      'a message without content',
      { messages: [{ role: 'user' }] },
      'messages: Expected objects with role and content',
    ],
    [
      'an assistant’s last message',
      { messages: [{ role: 'assistant', content: 'x' }] },
      'messages: The last one must be of role user',
    ],
    [
      'an empty message',
      { messages: [{ role: 'user', content: '' }] },
      'messages: The last one is empty',
    ],
    [
      '51 messages',
      { messages: Array.from({ length: 51 }, () => user) },
      'messages: At most 50, got 51',
    ],
    [
      'a session id with a slash',
      { messages: [user], session_id: 'a/b' },
      'session_id: Expected letters, digits, _ and -',
    ],
    ['a stream that is neither', { messages: [user], stream: 1 }, 'stream: Expected true or false'],
  ] as const) {
    it(`refuses ${what} with 422 and says why`, async () => {
      const headers = demoToken;
      const response = await createInstantBackend().fetch(post(agentPath, body, { headers }));
      expect(response.status).to.equal(422);
      expect(await response.json()).to.deep.equal({ detail });
    });
  }

  it('refuses the 31st request of a minute, says when to come back, and keeps its word', async () => {
    let time = recordedDay;
    const backend = createInstantBackend({ now: () => time });
    for (let request = 0; request < 30; request += 1) {
      expect((await ask(backend, 'Hello')).status).to.equal(200);
      time += 1000;
    }
    const refused = await ask(backend, 'Hello');
    expect(refused.status).to.equal(429);
    expect(refused.headers.get('retry-after')).to.equal('30');
    expect((await ask(backend, 'Hello', { token: 'guest-token' })).status).to.equal(200);
    time += 30_000;
    expect((await ask(backend, 'Hello')).status).to.equal(200);
  });
});
