// Real planners at their checkpoints, each on a server that the test plays by hand.
import { expect, fixture, html } from '@open-wc/testing';
import type { SseCheckpoint } from '../../../src/ui/checkpoint/checkpoint.js';
import '../../../src/ui/define.js';
import {
  createFakeFetch,
  jsonResponse,
  pushStream,
  textResponse,
  type FakeFetch,
} from '../../support/fake-fetch.js';
import { answer, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { conversationOf, deepText } from '../../support/screen.js';

const block = (event: string, data: object = {}): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const reached = (summary: string): string =>
  block('planning_started', { max_iterations: 4 }) +
  block('checkpoint_reached', { iteration: 2, checkpoint_number: 1, summary });

/** A planner that waits at its first checkpoint. */
async function plan(tag: 'sse-checkpoint' | 'sse-chat', name: string) {
  const stream = pushStream();
  const server: FakeFetch = createFakeFetch();
  server.answer(stream);
  const owner = document.createElement(tag);
  owner.fetch = server.fetch;
  owner.endpoint = '/api/execute-plan';
  owner.dialect = 'iterative-planning';
  owner.sessionId = name;
  owner.autoconnect = true;
  (await fixture(html`<div></div>`)).append(owner);
  await drawn();
  stream.push(reached(`Plan of ${name}`));
  await drawn();
  const inner = owner.shadowRoot?.querySelector('sse-checkpoint');
  return { element: (inner ?? owner) as SseCheckpoint, owner, server, stream };
}

describe('A planner at its checkpoint', () => {
  it('is not disturbed by nine others on the page', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `planner-${index}`);
    const planners = [];
    for (const name of names) planners.push(await plan('sse-checkpoint', name));
    // The latest lies on top.
    for (const [index, { element, server }] of planners.toReversed().entries()) {
      expect(planners.filter((each) => dialogOf(each.element).open)).to.have.length(10 - index);
      server.answer(jsonResponse({ status: 'approved' }));
      await answer(element, index % 2 === 0 ? 'Approve' : 'Reject');
    }
    const decisions = planners.map(({ server: { requests } }) => requests.slice(1));
    expect(decisions.map((each) => each.map(({ body }) => JSON.parse(body ?? '')))).to.deep.equal(
      names.map((session_id, index) => [{ session_id, checkpoint: 1, approved: index % 2 === 1 }]),
    );
  });

  it('says that its server no longer waits, and can be asked again', async () => {
    const { element, server } = await plan('sse-checkpoint', 'late');
    server.answer(textResponse(409, '{"message": "Already approved"}'));
    await answer(element, 'Approve');
    expect(deepText(dialogOf(element))).to.contain(
      'Not sent. The server does not wait for this decision any more (409). ' +
        'The server says: Already approved',
    );
    server.answer(textResponse(404));
    await answer(element, 'Approve');
    expect(deepText(dialogOf(element))).to.contain('any more (404).');
  });

  it('goes on asking while its connection is lost and when it is back, once', async () => {
    const { element, server, stream } = await plan('sse-checkpoint', 'lost');
    const again = pushStream();
    server.answer(again);
    stream.end();
    await drawn();
    expect(dialogOf(element).open).to.equal(true);
    while (server.requests.length < 2) await drawn();
    again.push(reached('Plan of lost'));
    await drawn();
    expect(dialogOf(element).open).to.equal(true);
    expect(deepText(dialogOf(element))).not.to.contain('decisions');
  });

  it('that is rejected has been stopped by the person, and says so in the conversation', async () => {
    const { owner, element, server, stream } = await plan('sse-chat', 'stopped');
    server.answer(jsonResponse({ status: 'rejected' }));
    await answer(element, 'Reject');
    stream.push(block('error', { message: 'Plan rejected at checkpoint 1' }));
    await drawn();
    const [said = '', ...others] = conversationOf(owner);
    expect(said).to.match(
      /^Assistant: You rejected Checkpoint 1: approve to continue\? at .+ Stopped$/,
    );
    expect(others).to.deep.equal([]);
    expect(deepText(owner)).to.contain('Cancelled').and.not.to.contain('Planning error');
    expect(owner.shadowRoot?.querySelector('.trouble')).to.equal(null);
  });
});
