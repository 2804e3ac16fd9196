// Connections that break on real sockets, and servers that go on, leave something out, or do not go on.
import { expect } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import { lastMessage, type LiveChat } from '../support/live-chat.js';
import { openLiveChat } from '../support/open-live-chat.js';
import { createOwnBackend } from '../support/own-backend.js';
import { findButton } from '../support/screen.js';
import { until } from '../support/until.js';

/** A chat at an address that fails, where a story is told over several connections. */
async function open(fault: string, attributes: Record<string, string> = {}): Promise<LiveChat> {
  const endpoint = `${createOwnBackend().url}/fault/${fault}`;
  const stand = { endpoint, 'resume-endpoint': endpoint, dialect: 'assistant-status' };
  const live = await openLiveChat({ ...stand, ...attributes });
  await live.say('Tell me about connections');
  return live;
}

/** Asks for each try at once until something is true of the session. */
async function pressOn(chat: SseChat, what: string, look: () => boolean): Promise<void> {
  await until(what, () => {
    chat.reconnect();
    return look();
  });
}

const isOver = (chat: SseChat) => (): boolean => chat.session?.state.run?.status === 'ok';

describe('a stream that breaks on a real socket', () => {
  it('is taken up after its last id until all is there, with nothing twice', async () => {
    const { chat, heard, shows } = await open('broken');
    await pressOn(chat, 'the end of the story', isOver(chat));
    await shows('heard.');
    // One more for each cut that takes with it what was on its way: that is the network's business.
    expect(heard.filter((name) => name === 'opened').length).to.be.at.least(4);
    const { run } = chat.session?.state ?? {};
    expect(run?.troubles).to.deep.equal([]);
    const words = lastMessage(chat)?.replace('Assistant: ', '').split(' ');
    expect([words?.length, words?.at(0), words?.at(-1)]).to.deep.equal([45, 'A', 'heard.']);
  });

  it('shows what the server has left out, where it did', async () => {
    const { chat, shows } = await open('gap');
    await pressOn(chat, 'the end of the story', isOver(chat));
    await shows('Something may be missing here');
    const told = lastMessage(chat)?.replace('Assistant: ', '') ?? '';
    const [before = '', after = ''] = told.split(' Something may be missing here ');
    const story =
      'A connection breaks on a train, in a lift and behind a proxy that has had enough.';
    expect(story.startsWith(before), before).to.equal(true);
    // How much has come before a cut is the network's business. The server leaves out three words.
    const heard = before.split(' ').length;
    expect(after.split(' ')[0]).to.equal(story.split(' ')[heard + 3]);
    expect(chat.session?.state.run?.troubles.map(({ code }) => code)).to.include('gap');
  });

  it('is paused when the server does not go on, and Stop ends the run', async () => {
    const { chat, heard } = await open('gone', { 'max-retries': '1' });
    const phase = (): string | undefined => chat.session?.state.connection.phase;
    await until('the connection to be paused', () => phase() === 'paused');
    expect(chat.session?.state.run?.status).to.equal('running');
    findButton(chat, 'Stop')?.click();
    chat.reconnect();
    expect([phase(), chat.session?.state.run?.status]).to.deep.equal(['idle', 'cancelled']);
    expect(heard.at(-1)).to.equal('finished');
    expect(lastMessage(chat)).to.contain('A connection breaks');
  });
});
