import { expect } from '@open-wc/testing';
import { textResponse } from '../../support/fake-fetch.js';
import { all, bar, button, drawn, openProgress, progress } from '../../support/open-progress.js';
import { deepText } from '../../support/screen.js';

describe('The button of <sse-progress> that cancels', () => {
  it('is there only where the server offers it', async () => {
    const { element, push } = await openProgress();
    await push(progress('export'));
    expect(all(element, 'button')).to.have.length(0);
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
    button(element, 'Cancel Sql')?.click();
    await drawn();
    expect(all(element, '[role=alert]').map(deepText)).to.deep.equal([
      'Not cancelled. There is nothing at this address (404).',
    ]);
    button(element, 'Cancel Sql')?.click();
    await drawn();
    expect(server.requests).to.have.length(3);
  });
});
