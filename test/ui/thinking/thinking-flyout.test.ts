import { expect } from '@open-wc/testing';
import { press, resize } from '../../support/browser.js';
import { ok } from '../../support/event-dialect.js';
import { openThinking, thought } from '../../support/open-thinking.js';
import { begin } from '../../support/steps.js';
import { deepElements, deepText, findButton, focusedElement } from '../../support/screen.js';

function panelOf(element: Element): Element | undefined {
  return deepElements(element, '[role=complementary]')[0];
}

describe('the flyout of <sse-thinking>', () => {
  it('opens the flyout at the inline end of the page, over its full height', async () => {
    const { element, drawn } = await thought();
    findButton(element, 'Thinking finished')?.click();
    await drawn();
    const panel = panelOf(element);
    expect(panel?.getAttribute('aria-label')).to.equal('Thinking');
    expect(panel && deepText(panel))
      .to.contain('Triage finished')
      .and.to.contain('list_changes');
    const box = panel?.getBoundingClientRect();
    expect(box?.right).to.equal(document.documentElement.clientWidth);
    expect([box?.top, box?.height]).to.eql([0, innerHeight]);
    expect(findButton(element, 'Thinking finished')?.getAttribute('aria-expanded')).to.equal(
      'true',
    );
    await expect(element).to.be.accessible();
  });

  it('takes the focus when it opens, closes on Escape, and gives the focus back', async () => {
    const { element, drawn } = await thought();
    const button = findButton(element, 'Thinking finished');
    button?.focus();
    await press('Enter');
    await drawn();
    expect(focusedElement()).to.equal(findButton(element, 'Close'));
    await press('Escape');
    await drawn();
    expect(panelOf(element)).to.equal(undefined);
    expect(focusedElement()).to.equal(button);
  });

  it('closes by its button, by the line that opened it, and when the focus leaves it', async () => {
    const { element, drawn } = await thought();
    const after = document.createElement('button');
    element.after(after);
    const closings: readonly (() => unknown)[] = [
      () => findButton(element, 'Close')?.click(),
      () => findButton(element, 'Thinking finished')?.click(),
      () => after.focus(),
    ];
    for (const close of closings) {
      findButton(element, 'Thinking finished')?.click();
      await drawn();
      expect(panelOf(element)).not.to.equal(undefined);
      close();
      await drawn();
      expect(panelOf(element)).to.equal(undefined);
    }
    expect(focusedElement()).to.equal(after);
    after.remove();
  });

  it('keeps what is open while the next run begins', async () => {
    const { element, ask, push, drawn } = await thought();
    findButton(element, 'Thinking finished')?.click();
    await drawn();
    await ask();
    await push(begin('Another'));
    const panel = panelOf(element);
    expect(panel && deepText(panel))
      .to.contain('Triage')
      .and.not.to.contain('Another');
    expect(findButton(element, 'Thinking…')).not.to.equal(undefined);
  });

  it('has room for deep trees on a narrow page', async () => {
    await resize(320, 600);
    const { element, ask, push, drawn } = await openThinking();
    await ask();
    const ids = Array.from({ length: 12 }, (_, index) => `agent number ${index}`);
    await push(...ids.map((id, index) => begin(id, { parent: ids[index - 1] ?? 'none' })));
    const steps = element.shadowRoot?.querySelector('[role=group]');
    expect(steps?.scrollWidth).to.equal(steps?.clientWidth);
    const deepest = deepElements(element, '.line').at(-1)?.getBoundingClientRect();
    expect(deepest?.width).to.be.greaterThan(150);
    await push(ok);
    findButton(element, 'Thinking finished')?.click();
    await drawn();
    const panel = panelOf(element);
    expect(panel?.scrollWidth).to.equal(panel?.clientWidth);
    await resize(800, 600);
  });
});
