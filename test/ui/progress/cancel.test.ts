import { expect, fixture, html } from '@open-wc/testing';
import type { SseProgress } from '../../../src/index.js';
import type { SessionElement } from '../../../src/ui/session-element.js';
import '../../../src/ui/define.js';
import { listenTo } from '../../support/announcements.js';
import { createEventDialect } from '../../support/event-dialect.js';
import { createFakeFetch, pushStream, textResponse } from '../../support/fake-fetch.js';
import { all, bar, button, drawn, openProgress, progress } from '../../support/open-progress.js';
import { deepText } from '../../support/screen.js';

describe('The button of <sse-progress> that cancels', () => {
  it('is there only where the server offers it', async () => {
    const { element, push } = await openProgress();
    await push(progress('export'));
    expect(all(element, 'button')).to.have.length(0);
  });

  for (const tag of ['sse-source', 'sse-chat']) {
    it(`follows what the session of a <${tag}> around it can do`, async () => {
      const { element, push } = await openProgress({ 'cancel-endpoint': '/cancel' });
      const owner = document.createElement(tag) as SessionElement;
      owner.session = element.session;
      element.before(owner);
      const inner = document.createElement('sse-progress');
      owner.append(inner);
      await push(progress('export'));
      expect(all(inner, 'button').map(deepText)).to.deep.equal(['Cancel Export']);
      element.removeAttribute('cancel-endpoint');
      await drawn();
      expect(all(inner, 'button')).to.have.length(0);
    });
  }

  it('is not there where the dialect has no way to ask', async () => {
    const { element, push } = await openProgress({ 'cancel-endpoint': '/cancel' });
    element.dialect = createEventDialect({ cancel: undefined as never });
    await push(progress('export'));
    expect(all(element, 'button')).to.have.length(0);
  });

  it('comes when the dialect turns out to have one', async () => {
    const server = createFakeFetch();
    const stream = pushStream();
    server.answer(stream);
    const element = await fixture<SseProgress>(
      html`<sse-progress
        endpoint="/work"
        cancel-endpoint="/cancel"
        .fetch=${server.fetch}
      ></sse-progress>`,
    );
    void element.send('Work');
    await drawn();
    expect(element.session?.state.canCancel).to.equal(false);
    const data = { operation: 'export', percentage: 5, metadata: {} };
    stream.push(`data: ${JSON.stringify({ type: 'progress', data })}\n\n`);
    await drawn();
    expect(all(element, 'button').map(deepText)).to.deep.equal(['Cancel Export']);
  });

  it('asks once for its own operation, and keeps the focus near when that is cancelled', async () => {
    const { element, server, push } = await openProgress({ 'cancel-endpoint': '/cancel' });
    server.always(() => 'never');
    await push(progress('export'), progress('sql'));
    button(element, 'Cancel Sql')?.focus();
    button(element, 'Cancel Sql')?.click();
    await drawn();
    button(element, 'Cancelling Sql…')?.click();
    await drawn();
    expect(server.requests.slice(1).map(({ url, body }) => [url, body])).to.deep.equal([
      ['/cancel', '{"operation":"sql"}'],
    ]);
    expect(button(element, 'Cancelling Sql…')?.getAttribute('aria-disabled')).to.equal('true');
    await expect(element).to.be.accessible();
    await push(progress('sql', { outcome: 'cancelled' }));
    expect(element.shadowRoot?.activeElement?.contains(bar(element, 'Sql'))).to.equal(true);
  });

  it('says why it could not, and can be pressed again', async () => {
    const { element, server, push } = await openProgress({ 'cancel-endpoint': '/cancel' });
    server.always(() => textResponse(404));
    await push(progress('sql'));
    const { says } = listenTo(element);
    button(element, 'Cancel Sql')?.click();
    await drawn();
    const why = 'Not cancelled. There is nothing at this address (404).';
    expect(all(element, '.note').map(deepText)).to.deep.equal([why]);
    await says(why);
    button(element, 'Cancel Sql')?.click();
    await drawn();
    expect(server.requests).to.have.length(3);
  });
});
