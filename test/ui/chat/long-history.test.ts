import { expect } from '@open-wc/testing';
import { conversationOf, frame, openChat, type OpenChat } from '../../support/open-chat.js';
import { until } from '../../support/until.js';

const turns = (from: number, to: number): object[] =>
  Array.from({ length: to - from }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content: `number ${from + index}`,
  }));

/** A chat whose server tells the turns that came before. */
async function openHistory(count: number): Promise<OpenChat> {
  const open = await openChat({ dialect: 'agent-chat' });
  const stream = await open.ask('Go on');
  stream.push(`event: history\ndata: ${JSON.stringify(turns(0, count))}\n\n`);
  stream.push('event: completed\ndata: {"final_message": "Here I am"}\n\n');
  stream.end();
  await until('the end of it', () => conversationOf(open.chat).at(-1)?.includes('Here I am'));
  return open;
}

describe('a long history', () => {
  it('is drawn whole by and by, each message once and in order', async () => {
    const { chat } = await openHistory(400);
    await chat.updateComplete;
    const shown = conversationOf(chat).slice(0, 400);
    const isUser = (at: number) => at % 2 === 0;
    expect(shown).to.deep.equal(
      Array.from(shown, (_, at) => `${isUser(at) ? 'You' : 'Assistant'}: number ${at}`),
    );
  });

  it('takes its room before it is drawn, so that the end stays in view', async () => {
    const { chat } = await openHistory(2_000);
    const log = chat.shadowRoot?.querySelector('[role=log]');
    const height = log?.scrollHeight ?? 0;
    await chat.updateComplete;
    await frame();
    expect(height).to.be.above(40 * 1_000);
    expect(log?.scrollHeight).to.be.within(height * 0.8, height * 1.2);
  });
});
