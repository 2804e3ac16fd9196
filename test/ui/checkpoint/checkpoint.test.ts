import { expect, fixture, html } from '@open-wc/testing';
import type { StreamEventBody } from '../../../src/events/index.js';
import { Session } from '../../../src/session/index.js';
import type { SseCheckpoint } from '../../../src/ui/checkpoint/checkpoint.js';
import '../../../src/ui/checkpoint/checkpoint.define.js';
import { press } from '../../support/browser.js';
import {
  createFakeFetch,
  jsonResponse,
  pushStream,
  type FakeFetch,
  type PushStream,
} from '../../support/fake-fetch.js';
import { answer, button, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { pushEvents } from '../../support/push-events.js';
import { deepText } from '../../support/screen.js';
import { nextFrame as frame } from '../../support/until.js';
import { createEventDialect } from '../../support/event-dialect.js';

interface Asked {
  readonly element: SseCheckpoint;
  readonly server: FakeFetch;
  readonly stream: PushStream;
  push(...bodies: StreamEventBody[]): Promise<void>;
}

function checkpoint(id: string): StreamEventBody {
  return {
    type: 'checkpoint.open',
    checkpointId: id,
    ask: 'approve',
    title: `Checkpoint ${id}: approve to continue?`,
    text: 'Market sizing done.',
    proposal: { frameworks: ['SWOT', 'PESTEL'], data_points: 24 },
    canEdit: false,
    reply: { dialect: 'plain', send: 'post' },
  };
}

async function ask(): Promise<Asked> {
  const server = createFakeFetch();
  const stream = pushStream();
  server.answer(stream);
  const session = new Session({
    endpoint: '/plan',
    checkpointEndpoint: '/decide',
    dialect: createEventDialect(),
    fetch: server.fetch,
  });
  const element = await fixture<SseCheckpoint>(
    html`<sse-checkpoint .session=${session}></sse-checkpoint>`,
  );
  void session.send('Plan');
  await drawn();
  return {
    element,
    server,
    stream,
    async push(...bodies) {
      await pushEvents(session, stream, bodies);
      await drawn();
    },
  };
}

describe('<sse-checkpoint>', () => {
  it('asks in a modal dialog that is named by the question, and shows what is proposed', async () => {
    const { element, push } = await ask();
    expect(dialogOf(element).open).to.equal(false);
    await push(checkpoint('1'));
    const dialog = dialogOf(element);
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.getAttribute('role')).to.equal('alertdialog');
    expect(element.shadowRoot?.getElementById('title')?.textContent).to.equal(
      'Checkpoint 1: approve to continue?',
    );
    expect(deepText(dialog)).to.contain('Market sizing done.').and.to.contain('SWOT');
    expect(deepText(dialog)).to.match(/Data points\s+24/);
    await expect(element).to.be.accessible();
  });

  it('puts the focus on the question, never on a button', async () => {
    const { element, push } = await ask();
    await push(checkpoint('1'));
    expect(element.shadowRoot?.activeElement?.id).to.equal('title');
    await press('Enter');
    expect(dialogOf(element).open).to.equal(true);
  });

  it('goes on asking in a modal dialog when it is moved', async () => {
    const { element, push, server } = await ask();
    server.always(() => 'never');
    await push(checkpoint('1'));
    const field = element.shadowRoot?.querySelector('textarea');
    if (field) field.value = 'Look at Norway';
    const place = document.createElement('div');
    element.parentElement?.append(place);
    place.append(element);
    await drawn();
    expect(dialogOf(element).matches(':modal')).to.equal(true);
    await answer(element, 'Approve');
    expect(dialogOf(element).open).to.equal(false);
    expect(JSON.parse(server.requests[1]?.body ?? '')).to.include({ feedback: 'Look at Norway' });
  });

  it('takes no answer from a script, nor before its guard is over', async () => {
    const { element, server, push } = await ask();
    await push(checkpoint('1'));
    button(element, 'Approve').focus();
    await press('Enter');
    while (button(element, 'Approve').getAttribute('aria-disabled') === 'true') await frame();
    button(element, 'Approve').click();
    await drawn();
    expect(server.requests).to.have.length(1);
    expect(dialogOf(element).open).to.equal(true);
  });

  it('sends one decision with the feedback, and goes at once', async () => {
    const { element, server, push } = await ask();
    server.always(() => 'never');
    await push(checkpoint('1'));
    const field = element.shadowRoot?.querySelector('textarea');
    if (field) field.value = ' Look at Norway, too ';
    await answer(element, 'Reject');
    await press('Enter');
    expect(dialogOf(element).open).to.equal(false);
    expect(server.requests).to.have.length(2);
    expect(JSON.parse(server.requests[1]?.body ?? '')).to.include({
      checkpointId: '1',
      choice: 'reject',
      feedback: 'Look at Norway, too',
    });
  });

  it('comes back with the reason when the server could not be told, and can be answered again', async () => {
    const { element, server, push } = await ask();
    await push(checkpoint('1'));
    server.answer(new TypeError('Failed to fetch'), jsonResponse({ status: 'approved' }));
    await answer(element, 'Approve');
    expect(dialogOf(element).open).to.equal(true);
    expect(deepText(dialogOf(element)))
      .to.contain('Not confirmed.')
      .and.to.contain('may have been taken');
    expect(button(element, 'Approve').getAttribute('aria-disabled')).to.equal('true');
    await answer(element, 'Approve');
    expect(dialogOf(element).open).to.equal(false);
    expect(server.requests).to.have.length(3);
  });

  it('counts those that wait, and asks for one after the other', async () => {
    const { element, server, push } = await ask();
    server.always(() => jsonResponse({ status: 'approved' }));
    await push(checkpoint('1'), checkpoint('2'));
    expect(deepText(dialogOf(element))).to.contain('1 of 2 decisions');
    await answer(element, 'Approve');
    expect(deepText(dialogOf(element))).to.contain('Checkpoint 2');
    expect(deepText(dialogOf(element))).not.to.contain('decisions');
  });

  it('shows one that comes again after a reconnect once', async () => {
    const { element, server, push } = await ask();
    server.always(() => jsonResponse({ status: 'approved' }));
    await push(checkpoint('1'), checkpoint('1'));
    expect(deepText(dialogOf(element))).not.to.contain('of 2');
    await answer(element, 'Approve');
    await push(checkpoint('1'));
    expect(dialogOf(element).open).to.equal(false);
  });

  it('takes Escape as later, and can be opened again', async () => {
    const { element, server, push } = await ask();
    await push(checkpoint('1'));
    await press('Escape');
    await drawn();
    expect(dialogOf(element).open).to.equal(false);
    expect(server.requests).to.have.length(1);
    button(element, 'A decision waits for you').click();
    await drawn();
    expect(dialogOf(element).open).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('sends nothing itself when the page cancels sse-decide', async () => {
    const { element, server, push } = await ask();
    element.addEventListener('sse-decide', (event) => event.preventDefault());
    await push(checkpoint('1'));
    await answer(element, 'Approve');
    expect(server.requests).to.have.length(1);
  });

  it('shows hidden characters in what it asks', async () => {
    const { element, push } = await ask();
    await push({ ...checkpoint('1'), proposal: { path: '/tmp/\u202egpj.exe' } } as StreamEventBody);
    expect(deepText(dialogOf(element))).to.contain('U+202E');
  });
});
