// How a workflow's thinking grows, folds and opens, and what becomes of the answer without it, on the Node server.
import { expect } from '@open-wc/testing';
import { lastMessage } from '../support/live-chat.js';
import { logRequests } from '../support/log-requests.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { deepElements, deepText, findButton, focusedElement } from '../support/screen.js';
import { workflowAt } from '../support/systems.js';
import { until } from '../support/until.js';

/** The panel beside the conversation. */
function flyoutOf(chat: Element): Element | undefined {
  return deepElements(chat, '[role=complementary], aside')[0];
}

describe('a workflow, step by step', () => {
  it('shows agents and tools while they work, and how long each took', async () => {
    const backend = createHeldBackend();
    const { chat, say, shows, heard } = await openLiveChat(workflowAt(backend.url));
    const log = logRequests(chat);
    await say('Why did the payment service slow down last night?');
    await shows('Triage running');
    const line = findButton(chat, 'Thinking…');
    expect(line?.getAttribute('aria-expanded')).to.equal('true');
    await backend.step(2);
    await shows('ServiceNow running');
    await shows('list_change_requests running');
    await backend.step();
    await until('the end of the tool', () =>
      /list_change_requests finished · \d+\.\d s/.test(deepText(chat)),
    );
    await backend.release();
    await shows('Thinking finished');
    await shows('and no such delay');
    await until('the end', () => heard.at(-1) === 'finished');
    const id = chat.session?.state.sessionId;
    expect(log.map(({ method, address }) => `${method} ${address}`)).to.eql([
      `GET ${backend.url}/api/conversations/${id}/thinking`,
      `POST ${backend.url}/api/conversations/${id}/messages`,
    ]);
  });

  it('keeps the newest step in view', async () => {
    const backend = createHeldBackend();
    const { chat, say, shows } = await openLiveChat(workflowAt(backend.url));
    await say('Check every service before the release');
    await backend.step(20);
    await shows('check_service_20 running');
    const steps = deepElements(chat, '[part=steps]')[0];
    const newest = steps && deepElements(steps, '[data-newest]')[0];
    const isInView = (): boolean => {
      const [outer, inner] = [steps, newest].map((each) => each?.getBoundingClientRect());
      return inner !== undefined && outer !== undefined && inner.bottom <= outer.bottom + 1;
    };
    await until('the newest in view', isInView);
    expect(steps?.scrollTop).to.be.above(0);
    await backend.release();
  });

  it('has the flyout beside the conversation, and over it where that is narrow', async () => {
    const { chat, ask, press } = await openLiveChat(workflowAt(createOwnBackend().url));
    await ask('Who is on call this weekend?');
    const log = deepElements(chat, '[role=log]')[0];
    const width = (): number => log?.clientWidth ?? 0;
    const whole = width();
    await press('Thinking finished');
    const flyout = await until('the flyout', () => flyoutOf(chat));
    await until('less room', () => width() < whole);
    const right = chat.getBoundingClientRect().right;
    expect(flyout.getBoundingClientRect().right).to.be.closeTo(right, 1);
    chat.style.inlineSize = '500px';
    await until('room again', () => width() > 450);
    expect(flyout.getBoundingClientRect().width).to.be.above(100);
    deepElements(flyout.getRootNode() as ShadowRoot, 'button')[0]?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, composed: true }),
    );
    await until('it to be gone', () => !flyoutOf(chat));
    expect(focusedElement()).to.equal(findButton(chat, 'Thinking finished'));
  });

  it('sends the message after three seconds without a feed, and says what is missing', async () => {
    const at = workflowAt(createOwnBackend().url);
    const endpoint = `${at.endpoint}?feed=held`;
    const { chat, ask } = await openLiveChat({ ...at, endpoint });
    await ask('Who is on call this weekend?');
    expect(lastMessage(chat)).to.contain('Ines');
    expect(deepText(chat)).to.contain('Thinking is missing');
  });

  it('asks for no feed with stream="off"', async () => {
    const { chat, ask } = await openLiveChat({
      ...workflowAt(createOwnBackend().url),
      stream: 'off',
    });
    const log = logRequests(chat);
    await ask('Who is on call this weekend?');
    expect(lastMessage(chat)).to.contain('Ines');
    expect(log.map(({ method }) => method)).to.eql(['POST']);
  });
});
