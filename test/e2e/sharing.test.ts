// A bar, a panel, a dialog and a chat on one session, by attributes alone and under a strict policy.
import { expect } from '@open-wc/testing';
import type { SseProgress } from '../../src/index.js';
import { asks, decideOn } from '../support/decide.js';
import { openPage, type OpenPage } from '../support/open-page.js';
import { createHeldBackend, createOwnBackend } from '../support/own-backend.js';
import { deepElements, deepText } from '../support/screen.js';
import { until } from '../support/until.js';

function find(page: OpenPage, selector: string): SseProgress {
  const found = page.document.querySelector<SseProgress>(selector);
  if (!found) throw new Error(`Expected ${selector} in the page`);
  return found;
}

/** Counts the updates of an element from now on. */
function countUpdates(element: SseProgress): () => number {
  let updates = 0;
  element.addController({ hostUpdated: () => void (updates += 1) });
  return () => updates;
}

describe('four elements on one session', () => {
  it('share one connection, and each draws only for its own part', async () => {
    const backend = createHeldBackend();
    const page = await openPage('shared', backend);
    const { chat, say, shows } = await page.chat('#shared');
    const [progress, checkpoint] = [find(page, 'sse-progress'), find(page, 'sse-checkpoint')];
    await say('Enter the Nordic market');
    await until('the bar', () => deepElements(progress, '[role=progressbar]')[0]);
    const [bars, questions] = [countUpdates(progress), countUpdates(checkpoint)];
    await backend.step(4);
    await until('the first iteration', () => deepText(progress).includes('1 of 4'));
    expect([bars() > 0, questions()]).to.deep.equal([true, 0]);
    await backend.step(1);
    await shows('Waiting for approval');
    await asks(checkpoint, 'Checkpoint 1');
    await backend.release();
    await decideOn(checkpoint, 'Approve');
    await shows('Hire a country lead');
    const thinking = find(page, 'sse-thinking');
    await until('the end', () => deepText(thinking).includes('Thinking finished'));
    expect(deepElements(chat, 'dialog, [role=progressbar], sse-thinking')).to.eql([]);
    const calls = (): string[] => page.requests.filter((path) => path.startsWith('api/'));
    // The browser lists a request when its answer has ended.
    await until('both requests to be listed', () => calls().length > 1);
    expect(calls()).to.have.members(['api/execute-plan', 'api/checkpoint-approval']);
  });

  it('run the three systems without a violation', async () => {
    const page = await openPage('shared', createOwnBackend());
    const workflow = await page.chat('#workflow');
    const operations = await page.chat('#operations');
    await (await page.chat('#shared')).say('Plan a two-day team retreat');
    await workflow.ask('Who is on call this weekend?');
    await workflow.press('Thinking finished');
    await operations.ask('Prepare the quarterly report');
    await until('the plan', () => deepText(page.document).includes('nobody shares a room'));
    expect(page.document.documentElement.dataset['violations']).to.equal(undefined);
  });
});
