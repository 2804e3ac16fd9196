import { expect } from 'chai';
import { drainConnection, feed, prompt } from '../support/drain-connection.js';
import { settle } from '../support/fake-clock.js';
import { cutStreamResponse, pushStream } from '../support/fake-fetch.js';

/** What a page is told when its tab goes to the back, and when it comes to the front. */
function show(visibilityState: 'visible' | 'hidden'): void {
  const isHidden = visibilityState === 'hidden';
  Object.defineProperty(document, 'visibilityState', {
    value: visibilityState,
    configurable: true,
  });
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('a page that is hidden and shown again', () => {
  afterEach(() => {
    show('visible');
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(document, 'hidden');
  });

  it('known bug 23: keeps its stream, and sends no POST again', async () => {
    const stream = pushStream();
    const run = await drainConnection(prompt, (server) => server.answer(stream));
    for (let turn = 0; turn < 3; turn += 1) {
      show('hidden');
      await run.clock.advance(300_000);
      show('visible');
      await settle();
    }
    stream.push('data: still here\n\n');
    await settle();
    expect([run.data, run.server.requests.length]).to.deep.equal([['still here'], 1]);
  });

  it('known bug 24: makes one try on return, whatever was due meanwhile', async () => {
    const run = await drainConnection(feed, (server) => {
      server.answer(cutStreamResponse('data: a\n\n'), 'never');
    });
    show('hidden');
    await run.clock.sleep(300_000);
    show('visible');
    await run.clock.advance(60_000);
    expect(run.server.requests).to.have.length(2);
  });
});
