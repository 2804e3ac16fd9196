import { expect } from '@open-wc/testing';
import { press, resize } from '../../support/browser.js';
import {
  composerOf,
  conversationOf,
  deepElements,
  deepText,
  findButton,
  openChat,
  type OpenChat,
} from '../../support/open-chat.js';
import { createEventDialect, ok, said } from '../../support/event-dialect.js';
import { focusedElement } from '../../support/screen.js';

const reasoning = [
  { type: 'text.start', textId: 'r', messageId: 'm', lane: 'reasoning', role: 'assistant' },
  { type: 'text.delta', textId: 'r', mode: 'append', text: 'Let me **think**.' },
];

async function openPlain(attributes: Record<string, string> = {}): Promise<OpenChat> {
  const open = await openChat(attributes);
  open.chat.dialect = createEventDialect();
  await open.drawn();
  return open;
}

/** A run that took these steps, and is over. */
async function run(open: OpenChat, ...names: readonly string[]): Promise<void> {
  const stream = await open.ask('Go');
  const steps = names.flatMap((name) => [
    { type: 'step.start', stepId: name, name, sort: 'agent' },
    { type: 'step.end', stepId: name, status: 'ok' },
  ]);
  await open.push(stream, ...steps, said(`Done with ${names.join()}`), ok);
  stream.end();
  await open.drawn();
}

function buttons({ chat }: OpenChat): HTMLButtonElement[] {
  const found = deepElements(chat, 'button') as HTMLButtonElement[];
  return found.filter((button) => deepText(button).startsWith('Thinking'));
}

async function click(open: OpenChat, index = 0): Promise<void> {
  buttons(open)[index]?.click();
  await open.drawn();
}

function panels({ chat }: OpenChat): Element[] {
  return deepElements(chat, '[role=complementary]');
}

function logOf({ chat }: OpenChat): Element {
  const log = chat.shadowRoot?.querySelector('[role=log]');
  if (!log) throw new Error('Expected a log');
  return log;
}

describe('thinking in <sse-chat>', () => {
  it('stands between what the person said and the answer, one for each run that has some', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    await run(open);
    await run(open, 'Billing');
    expect(
      [...logOf(open).querySelectorAll('sse-message, sse-thinking')].map(({ localName }) =>
        localName.slice(4),
      ),
    ).to.eql([
      ...['message', 'thinking', 'message'],
      ...['message', 'message'],
      ...['message', 'thinking', 'message'],
    ]);
  });

  it('shows the steps while the run goes on, and one line when it is over', async () => {
    const open = await openPlain();
    const stream = await open.ask('Go');
    await open.push(stream, { type: 'step.start', stepId: 'a', name: 'Triage', sort: 'agent' });
    expect(deepText(logOf(open)))
      .to.contain('Thinking…')
      .and.to.contain('Triage running');
    await expect(open.chat).to.be.accessible();
    await open.push(stream, { type: 'step.end', stepId: 'a', status: 'ok' }, said('Hi'), ok);
    expect(deepText(logOf(open)))
      .to.contain('Thinking finished')
      .and.not.to.contain('Triage');
    await expect(open.chat).to.be.accessible();
  });

  it('is folded where a status says what goes on, until a person opens it', async () => {
    const open = await openPlain();
    const stream = await open.ask('Go');
    const step = { type: 'step.start', stepId: 'a', name: 'Triage', sort: 'agent' } as const;
    await open.push(stream, { type: 'status', text: 'Reading' }, step);
    expect(deepText(logOf(open)))
      .to.contain('Thinking…')
      .and.not.to.contain('Triage');
    await click(open);
    expect(deepText(logOf(open))).to.contain('Triage running');
    await open.push(stream, { type: 'status', text: 'Writing' }, { ...step, stepId: 'b' });
    expect(buttons(open)[0]?.getAttribute('aria-expanded')).to.equal('true');
  });

  it('shows reasoning as thinking, as Markdown, and not in the message', async () => {
    const open = await openPlain();
    const stream = await open.ask('Go');
    await open.push(stream, ...reasoning);
    expect(conversationOf(open.chat)).to.eql(['You: Go']);
    expect(deepText(logOf(open)))
      .to.contain('Thinking…')
      .and.to.contain('Let me think.');
    await open.push(stream, said('Here it is.'), ok);
    expect(conversationOf(open.chat)).to.eql(['You: Go', 'Assistant: Here it is.']);
  });

  it('leaves thinking out when the page shows it elsewhere', async () => {
    const open = await openPlain({ 'without-thinking': '' });
    const stream = await open.ask('Go');
    await open.push(stream, ...reasoning, said('Here it is.'), ok);
    expect(buttons(open)).to.eql([]);
    expect(deepText(open.chat)).not.to.contain('Let me think.');
  });

  it('opens beside the conversation, which gives way, over the full height of the chat', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    const before = logOf(open).getBoundingClientRect().width;
    await click(open);
    const [chat, log, panel] = [open.chat, logOf(open), panels(open)[0]].map((element) =>
      element?.getBoundingClientRect(),
    );
    expect(log?.width).to.be.lessThan(before - 200);
    expect(log?.right).to.be.at.most(panel?.left ?? 0);
    expect(panel?.right).to.equal(chat?.right);
    expect(panel?.height).to.equal(chat?.height);
    await expect(open.chat).to.be.accessible();
  });

  it('lies over the conversation in a chat under 640 px', async () => {
    const open = await openPlain();
    open.chat.style.inlineSize = '600px';
    await run(open, 'Triage');
    const before = logOf(open).getBoundingClientRect().width;
    await click(open);
    const panel = panels(open)[0]?.getBoundingClientRect();
    expect(logOf(open).getBoundingClientRect().width).to.equal(before);
    expect(panel?.right).to.equal(open.chat.getBoundingClientRect().right);
    expect(panel?.height).to.equal(open.chat.getBoundingClientRect().height);
    await expect(open.chat).to.be.accessible();
    composerOf(open.chat).querySelector('textarea')?.focus();
    await open.drawn();
    expect(panels(open)).to.eql([]);
  });

  it('stays open beside the conversation while the person goes on there', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    await click(open);
    composerOf(open.chat).querySelector('textarea')?.focus();
    await run(open, 'Billing');
    expect(panels(open).map(deepText).join()).to.contain('Triage').and.not.to.contain('Billing');
  });

  it('has one flyout at a time, and each message keeps its own thinking', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    await run(open, 'Billing');
    await click(open, 1);
    expect(panels(open).map(deepText).join()).to.contain('Billing');
    await click(open, 0);
    expect(panels(open)).to.have.length(1);
    expect(panels(open).map(deepText).join()).to.contain('Triage');
    expect(buttons(open).map((button) => button.ariaExpanded)).to.eql(['true', 'false']);
    await click(open, 0);
    expect(panels(open)).to.eql([]);
  });

  it('takes the focus, closes on Escape, and gives the focus back to the line', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    buttons(open)[0]?.focus();
    await press('Enter');
    await open.drawn();
    expect(focusedElement()).to.equal(findButton(open.chat, 'Close'));
    await press('Escape');
    await open.drawn();
    expect(panels(open)).to.eql([]);
    expect(focusedElement()).to.equal(buttons(open)[0]);
  });

  it('closes on Escape in the log, too, and leaves the focus there', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    await click(open);
    (logOf(open) as HTMLElement).focus();
    await press('Escape');
    await open.drawn();
    expect(panels(open)).to.eql([]);
    expect(focusedElement()).to.equal(logOf(open));
  });

  it('closes when the conversation is forgotten', async () => {
    const open = await openPlain();
    await run(open, 'Triage');
    await click(open);
    open.chat.reset();
    await open.drawn();
    expect(panels(open)).to.eql([]);
  });

  it('fills a page of 320 px without anything to scroll sideways', async () => {
    await resize(320, 600);
    const open = await openPlain();
    await run(open, 'Triage', 'A_tool_with_a_name_that_is_longer_than_the_page_is_wide');
    await click(open);
    const panel = panels(open)[0];
    expect(panel?.scrollWidth).to.equal(panel?.clientWidth);
    expect(document.documentElement.scrollWidth).to.be.at.most(innerWidth);
    await resize(800, 600);
  });
});
