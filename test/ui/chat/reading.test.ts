import { expect } from '@open-wc/testing';
import {
  deepElements,
  findButton,
  frame,
  openChat,
  type OpenChat,
} from '../../support/open-chat.js';
import { focusedElement } from '../../support/screen.js';

const DELTAS = 1_000;
/** Deltas that come in one frame. */
const IN_FRAME = 20;

const finished = `${'A paragraph of a finished answer.\n\n'.repeat(40)}\`\`\`js\nlet a;\n\`\`\`\n`;

interface Reading extends OpenChat {
  readonly log: Element;
  /** A paragraph of a finished block, in what is to be seen. */
  readonly paragraph: Element;
  /** Has another answer come, in many deltas. */
  go(): Promise<void>;
}

/** A reader in the middle of a finished answer, while the next one comes. */
async function openReading(): Promise<Reading> {
  const open = await openChat();
  const { ask, chat, push } = open;
  const first = await ask('One');
  await push(first, { content: finished, role: 'assistant', done: false }, { done: true });
  first.end();
  const stream = await ask('Two');
  const [log] = deepElements(chat, '.log');
  const paragraph = deepElements(chat, '.content p')[20];
  if (!log || !paragraph) throw new Error('Expected a log with paragraphs');
  log.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
  log.scrollTop += paragraph.getBoundingClientRect().top - log.getBoundingClientRect().top - 50;
  await open.drawn();
  const go = async (): Promise<void> => {
    for (let sent = 0; sent < DELTAS; sent += IN_FRAME) {
      for (let index = sent; index < sent + IN_FRAME; index++) {
        const content = index % 100 === 0 ? `\n\n- **item** ${index} ` : `word `;
        stream.push(`data: ${JSON.stringify({ content, role: 'assistant', done: false })}\n\n`);
      }
      await frame();
    }
    await open.drawn();
  };
  return { ...open, log, paragraph, go };
}

/** What is selected, by the nodes that it begins and ends in. */
function selected(element: Element): unknown[] {
  const root = element.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const [range] = getSelection()?.getComposedRanges({ shadowRoots }) ?? [];
  return [range?.startContainer, range?.startOffset, range?.endContainer, range?.endOffset];
}

describe('what a reader does while an answer of 1,000 deltas comes', () => {
  it('keeps what is selected in a finished block', async () => {
    const { paragraph, go } = await openReading();
    const text = paragraph.firstChild;
    if (!text) throw new Error('Expected a text');
    getSelection()?.setBaseAndExtent(text, 2, text, 11);
    await go();
    expect(selected(paragraph)).to.deep.equal([text, 2, text, 11]);
    getSelection()?.removeAllRanges();
  });

  it('keeps the focus on a button in a finished block', async () => {
    const { chat, go } = await openReading();
    const copy = findButton(chat, 'Copy');
    copy?.focus({ preventScroll: true });
    await go();
    expect(focusedElement()).to.equal(copy);
  });

  it('keeps the place in the conversation', async () => {
    const { chat, log, paragraph, go } = await openReading();
    const place = (): number => Math.round(paragraph.getBoundingClientRect().top);
    const before = [log.scrollTop, place()];
    await go();
    expect([log.scrollTop, place()]).to.deep.equal(before);
    expect(findButton(chat, 'Jump to latest')).to.not.equal(undefined);
  });

  it('keeps the focus and the draft in the composer', async () => {
    const { chat, go } = await openReading();
    const [field] = deepElements(chat, 'textarea') as HTMLTextAreaElement[];
    field?.focus();
    if (field) field.value = 'A draft';
    field?.setSelectionRange(2, 5);
    await go();
    expect(focusedElement()).to.equal(field);
    expect([field?.value, field?.selectionStart, field?.selectionEnd]).to.deep.equal([
      'A draft',
      2,
      5,
    ]);
  });
});
