import { expect } from 'chai';
import { ask, readPairs, readSession } from '../../support/agent-chat-client.js';
import { createInstantBackend } from '../../support/backend-client.js';

describe('agent-chat: Idempotency-Key', () => {
  it('gives a repeated request the same answer without doing the work again', async () => {
    const backend = createInstantBackend({ monthlyQuota: 1 });
    const first = await (
      await ask(backend, 'Create a todo for meeting tomorrow', { key: 'k1' })
    ).text();
    const again = await (
      await ask(backend, 'Create a todo for meeting tomorrow', { key: 'k1' })
    ).text();
    expect(again).to.equal(first);
    expect(first).to.include('"status":"created"');
  });

  it('does the work again without a key, or with another one', async () => {
    const backend = createInstantBackend();
    const answers = [];
    for (const options of [{}, {}, { key: 'k1' }, { key: 'k2' }]) {
      answers.push(await readSession(await ask(backend, 'Hello', options)));
    }
    expect(new Set(answers).size).to.equal(4);
  });

  it('goes on after a drop with what had been said and the rest', async () => {
    const backend = createInstantBackend();
    const words = 'Summarise the incident report';
    const dropped = await ask(backend, words, { key: 'k1' });
    const error = await dropped.text().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    const received = await readPairs(await ask(backend, words, { key: 'k1' }));
    const text = received
      .filter(([event]) => event === 'message_delta')
      .map(([, data]) => (data as { readonly content: string }).content)
      .join('');
    expect(text).to.match(/^On Tuesday.*data was lost\*\*\.$/);
    expect(received.find(([event]) => event === 'completed')?.[1]).to.deep.equal({
      final_message: text,
    });
  });

  it('refuses a second reader while the first one reads, and takes it when that has left', async () => {
    const backend = createInstantBackend();
    const first = await ask(backend, 'Hello', { key: 'k1' });
    const second = await ask(backend, 'Hello', { key: 'k1' });
    expect(second.status).to.equal(409);
    await first.body?.cancel();
    expect((await ask(backend, 'Hello', { key: 'k1' })).status).to.equal(200);
  });

  it('refuses a key that came with another body', async () => {
    const backend = createInstantBackend();
    await ask(backend, 'Hello', { key: 'k1' });
    expect((await ask(backend, 'Goodbye', { key: 'k1' })).status).to.equal(422);
  });

  it('keeps the keys of two tokens apart', async () => {
    const backend = createInstantBackend();
    const mine = await readSession(await ask(backend, 'Hello', { key: 'k1' }));
    const other = await readSession(
      await ask(backend, 'Hello', { key: 'k1', token: 'guest-token' }),
    );
    expect(other).not.to.equal(mine);
  });
});
