import { expect } from '@open-wc/testing';
import { replaceClipboard } from '../../support/clipboard.js';
import { openStateChat } from '../../support/open-state-chat.js';
import { listenTo } from '../../support/announcements.js';
import { findButton } from '../../support/screen.js';

describe('an answer that cannot be copied', () => {
  it('is selected, and that is said, where the page may not write to the clipboard', async () => {
    const { chat, drawn, take } = await openStateChat();
    take({ type: 'text.delta', textId: '1', mode: 'append', text: 'Hello' });
    take({ type: 'run.end', status: 'ok' });
    await drawn();
    const heard = listenTo(chat);
    const restore = replaceClipboard(() => Promise.reject(new Error('not allowed')));
    findButton(chat, 'Copy answer')?.click();
    await heard.says('Selected: press Ctrl+C to copy.');
    restore();
    expect(findButton(chat, 'Copy answer')).to.be.instanceOf(HTMLButtonElement);
  });
});
