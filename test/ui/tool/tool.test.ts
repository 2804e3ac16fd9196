import { expect, fixture, html } from '@open-wc/testing';
import type { ToolPart } from '../../../src/session/index.js';
import type { SseTool } from '../../../src/ui/tool/tool.js';
import '../../../src/ui/tool/tool.define.js';

const running: ToolPart = {
  type: 'tool',
  id: 'tool-1',
  seq: 1,
  name: 'create_todo',
  args: '{"item":"Team meeting","count":1.0}',
  inputOk: true,
  status: 'running',
  startedAt: 0,
};

async function show(tool: ToolPart): Promise<{ element: SseTool; text: () => string }> {
  const element = await fixture<SseTool>(html`<sse-tool .tool=${tool}></sse-tool>`);
  return { element, text: () => element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '' };
}

function summary(element: SseTool): string {
  return (
    element.shadowRoot?.querySelector('summary')?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  );
}

describe('<sse-tool>', () => {
  it('says name and state, with the arguments folded away', async () => {
    const { element } = await show(running);
    expect(summary(element)).to.equal('create_todo running');
    expect(element.shadowRoot?.querySelector('details')?.open).to.equal(false);
  });

  it('shows arguments and result as they came', async () => {
    const outputText = '{"id":12345678901234567890}';
    const { element, text } = await show({ ...running, status: 'ok', duration: 1_200, outputText });
    expect(summary(element)).to.equal('create_todo finished 1.2 s');
    expect(text()).to.contain('"count": 1.0').and.to.contain('"id": 12345678901234567890');
  });

  const states = {
    failed: 'failed',
    denied: 'denied',
    stopped: 'stopped',
    unknown: 'no result received',
    'handed-over': 'handed over',
  } as const;
  for (const [status, words] of Object.entries(states)) {
    it(`says in words that it is ${words}`, async () => {
      const { element } = await show({ ...running, status: status as ToolPart['status'] });
      expect(summary(element)).to.equal(`create_todo ${words}`);
    });
  }

  it('cuts long strings until the reader asks for all', async () => {
    const { element, text } = await show({ ...running, args: `{"text":"${'y'.repeat(6_000)}"}` });
    expect(text()).to.contain('… [truncated]');
    const all = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
      (button) => button.textContent === 'Show all',
    );
    all?.click();
    await element.updateComplete;
    expect(text()).to.contain('y'.repeat(6_000)).and.not.to.contain('[truncated]');
  });

  it('shows hidden characters in the name', async () => {
    const { element } = await show({ ...running, name: 'send\u202e_email' });
    expect(summary(element)).to.equal('sendU+202E_email running');
  });

  it('keeps its name where it is when it is done', async () => {
    const { element } = await show(running);
    const left = (): number | undefined =>
      element.shadowRoot?.querySelector('.name')?.getBoundingClientRect().left;
    const before = left();
    element.tool = { ...running, status: 'ok' };
    await element.updateComplete;
    expect(left()).to.equal(before);
  });

  it('leaves a long name the width that it needs', async () => {
    const { element } = await show({ ...running, name: 'a_long_name_'.repeat(5) });
    element.style.inlineSize = '18rem';
    const [name, state] = ['.name', '.state'].map((selector) =>
      element.shadowRoot?.querySelector(selector)?.getBoundingClientRect(),
    );
    expect(name?.width).to.be.above(200);
    expect(state?.top).to.be.above(name?.top ?? 0);
  });

  it('says when the arguments could not be read', async () => {
    const { text } = await show({ ...running, inputOk: false });
    expect(text()).to.contain('The arguments could not be read.');
  });

  it('is accessible, folded and open', async () => {
    const { element } = await show({ ...running, status: 'ok', outputText: '[]' });
    await expect(element).to.be.accessible();
    element.shadowRoot?.querySelector('details')?.setAttribute('open', '');
    await expect(element).to.be.accessible();
  });
});
