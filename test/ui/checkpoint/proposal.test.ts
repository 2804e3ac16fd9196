// What the page proposes is asked before the run begins, wherever the element stands.
import { expect, fixture, html } from '@open-wc/testing';
import type { SseChat, SseSource } from '../../../src/index.js';
import type { SessionElement } from '../../../src/ui/session-element.js';
import type { SseCheckpoint } from '../../../src/ui/checkpoint/checkpoint.js';
import '../../../src/ui/define.js';
import { press } from '../../support/browser.js';
import { createFakeFetch, pushStream, type FakeFetch } from '../../support/fake-fetch.js';
import { answer, button, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { conversationOf, deepText, write } from '../../support/screen.js';

const params = {
  ...{ goal: 'Enter Norway', proposal: 'Look at **three** markets' },
  ...{ max_iterations: '4', checkpoint_interval: '2' },
};
const words =
  'Look at three markets Goal Enter Norway Iterations 4 Checkpoints After every 2 iterations';
const again = 'Nothing was started. Show the proposal again';

interface Stand {
  /** The element with the session. */
  readonly owner: SessionElement;
  readonly element: SseCheckpoint;
  readonly server: FakeFetch;
}

const places = {
  alone: async () => {
    const owner = await fixture<SseCheckpoint>(html`<sse-checkpoint></sse-checkpoint>`);
    return { owner, element: owner };
  },
  'in a source': async () => {
    const owner = await fixture<SseSource>(
      html`<sse-source><sse-checkpoint></sse-checkpoint></sse-source>`,
    );
    return { owner, element: owner.querySelector('sse-checkpoint') };
  },
  'in a chat': async () => {
    const owner = await fixture<SseChat>(html`<sse-chat></sse-chat>`);
    return { owner, element: owner.shadowRoot?.querySelector('sse-checkpoint') };
  },
};

async function open(
  place: keyof typeof places,
  attributes: Record<string, string> = {},
): Promise<Stand> {
  const { owner, element } = await places[place]();
  if (!element) throw new Error('Expected a checkpoint');
  const server = createFakeFetch();
  server.always(() => pushStream());
  owner.fetch = server.fetch;
  const given = {
    ...{ endpoint: '/api/execute-plan', dialect: 'iterative-planning', 'session-id': 's1' },
    ...{ params: JSON.stringify(params), ...attributes },
  };
  for (const [name, value] of Object.entries(given)) owner.setAttribute(name, value);
  await drawn();
  return { owner, element, server };
}

function queries({ requests }: FakeFetch): unknown[] {
  return requests.map(({ url }) => Object.fromEntries(new URL(url, location.href).searchParams));
}

describe('A proposal', () => {
  for (const place of Object.keys(places) as (keyof typeof places)[]) {
    it(`is asked by <sse-checkpoint> ${place}, and its approval is one request`, async () => {
      const { element, server } = await open(place);
      const dialog = dialogOf(element);
      expect(dialog.matches(':modal')).to.equal(true);
      expect(deepText(dialog)).to.contain(words);
      expect(server.requests).to.have.length(0);
      await answer(element, 'Approve');
      await press('Enter');
      expect(dialog.open).to.equal(false);
      expect(queries(server)).to.deep.equal([{ ...params, session_id: 's1' }]);
    });
  }

  it('is accessible, and asks for no words that nobody would read', async () => {
    const { element } = await open('in a chat');
    expect(element.shadowRoot?.querySelector('textarea')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('is asked by one of several elements, and by the next when that one goes', async () => {
    const { owner, element } = await open('in a source');
    const other = document.createElement('sse-checkpoint');
    owner.append(other);
    await drawn();
    expect([dialogOf(element).open, dialogOf(other).open]).to.deep.equal([true, false]);
    element.remove();
    await drawn();
    expect(dialogOf(other).open).to.equal(true);
  });

  it('starts at once with autoconnect, and asks nobody', async () => {
    const { element, server } = await open('in a source', { autoconnect: '' });
    expect(server.requests).to.have.length(1);
    expect(dialogOf(element).open).to.equal(false);
    expect(deepText(element)).to.equal('');
  });

  it('that is rejected says that nothing was started, and can be looked at again', async () => {
    const { element, server } = await open('alone');
    await answer(element, 'Reject');
    expect(dialogOf(element).open).to.equal(false);
    expect(server.requests).to.have.length(0);
    await expect(element).to.be.accessible();
    button(element, again).click();
    await drawn();
    expect(dialogOf(element).open).to.equal(true);
    await answer(element, 'Approve');
    expect(server.requests).to.have.length(1);
    expect(deepText(element)).to.equal('');
  });

  it('is put off by Escape, and asked again with the goal that a person sends', async () => {
    const { owner, element, server } = await open('in a chat');
    await press('Escape');
    await drawn();
    expect(button(element, 'A decision waits for you').isConnected).to.equal(true);
    await write(owner, 'Enter Sweden');
    await drawn();
    expect(deepText(dialogOf(element))).to.contain('Goal Enter Sweden');
    expect(server.requests).to.have.length(0);
    await answer(element, 'Approve');
    expect(queries(server)).to.deep.equal([{ ...params, goal: 'Enter Sweden', session_id: 's1' }]);
  });

  it('leaves a record of each decision in the conversation', async () => {
    const { owner, element } = await open('in a chat');
    const title = 'Proposal: approve to start?';
    expect(conversationOf(owner)).to.deep.equal([`Assistant: Waits for your decision ${title}`]);
    await answer(element, 'Reject');
    button(element, again).click();
    await drawn();
    await answer(element, 'Approve');
    const [rejected = '', approved = ''] = conversationOf(owner);
    expect(rejected).to.contain(`You rejected ${title} at`).and.to.contain('Nothing was started.');
    expect(approved).to.contain(`You approved ${title} at`);
  });

  it('tells the page before and after a decision', async () => {
    const { owner, element } = await open('in a source');
    const heard: unknown[] = [];
    owner.addEventListener('sse-decide', ({ checkpointId, choice }) =>
      heard.push([checkpointId, choice]),
    );
    owner.addEventListener('sse-decided', ({ outcome }) => heard.push(outcome));
    await answer(element, 'Approve');
    expect(heard).to.deep.equal([['proposal', 'approve'], 'approved']);
  });

  it('is plain text where Markdown could hide something', async () => {
    const proposal = 'Delete **/tmp/\u202Egpj.exe**';
    const { element } = await open('alone', { params: JSON.stringify({ proposal }) });
    expect(deepText(dialogOf(element))).to.contain('Delete **/tmp/U+202Egpj.exe**');
  });

  it('that the page changes is another question, whose guard begins anew', async () => {
    const { owner, element } = await open('alone');
    while (button(element, 'Approve').getAttribute('aria-disabled') === 'true') await drawn();
    owner.params = { ...params, proposal: 'Look at one market' };
    await drawn();
    expect(deepText(dialogOf(element))).to.contain('Look at one market');
    expect(button(element, 'Approve').getAttribute('aria-disabled')).to.equal('true');
  });
});
