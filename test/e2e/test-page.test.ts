// What the other browser tests rely on: real keys, a size, MSW, and the Node backend.
import { expect, fixture, html } from '@open-wc/testing';
import { http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';
import { press, resize, type } from '../support/browser.js';
import { startWorker } from '../support/start-worker.js';
import { until } from '../support/until.js';

describe('the page of a test', () => {
  it('takes text and keys where the focus is', async () => {
    const form = await fixture<HTMLElement>(
      html`<div><input aria-label="Name" /><textarea aria-label="Text"></textarea></div>`,
    );
    const [input, textarea] = [form.querySelector('input'), form.querySelector('textarea')];
    input?.focus();
    await type('Hello');
    await press('Tab');
    await press('Shift', 'Enter');
    await press('Shift', 'Tab');
    expect(input?.value).to.equal('Hello');
    expect(textarea?.value).to.equal('\n');
    expect(document.activeElement).to.equal(input);
  });

  it('takes a size', async () => {
    await resize(600, 400);
    expect([innerWidth, innerHeight]).to.deep.equal([600, 400]);
    await resize(800, 600);
    expect([innerWidth, innerHeight]).to.deep.equal([800, 600]);
  });

  it('gets frames and has the focus', async () => {
    const time = await new Promise(requestAnimationFrame);
    expect(time).to.be.above(0);
    expect(document.hasFocus()).to.equal(true);
  });

  it('reaches the Node backend, which streams', async () => {
    const abort = new AbortController();
    const response = await fetch('/backend/fault/stall', { signal: abort.signal });
    const first = await response.body?.getReader().read();
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
    expect(first?.done).to.equal(false);
    abort.abort();
  });

  it('is served with a strict policy, and told what that forbids', async () => {
    const frame = await fixture<HTMLIFrameElement>(
      html`<iframe title="Another one" src="/?mode=iframe"></iframe>`,
    );
    const { page, view } = await until('the page to load', () => {
      const { contentDocument, contentWindow } = frame;
      const isThere = contentDocument?.URL.endsWith('mode=iframe');
      const isLoaded = isThere && contentDocument?.readyState === 'complete';
      return isLoaded && contentWindow && { page: contentDocument, view: contentWindow };
    });
    const told = new Promise<string>((resolve) => {
      view.addEventListener('error', ({ message }) => resolve(message));
    });
    const style = page.createElement('style');
    style.textContent = 'body { color: red }';
    page.head.append(style);
    expect(await told).to.contain('Forbidden by style-src');
  });

  it('starts MSW from the top of the origin', async () => {
    const worker = setupWorker(http.get('/mocked', () => HttpResponse.text('from the worker')));
    await startWorker(worker);
    const answer = await fetch('/mocked');
    expect(await answer.text()).to.equal('from the worker');
    await worker.stop();
  });
});
