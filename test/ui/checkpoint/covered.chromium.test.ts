// Only Chromium tells whether something lies over an element, even where a press would go through it.
import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/ui/checkpoint/checkpoint.define.js';
import { button, dialogOf } from '../../support/open-checkpoint.js';
import { openQuestion } from '../../support/open-question.js';
import { deepText } from '../../support/screen.js';
import { until } from '../../support/until.js';

describe('The buttons of a checkpoint that something lies over', () => {
  it('say so and do nothing, and have to be looked at again when it is gone', async () => {
    const { element, ready } = await openQuestion({});
    await ready();
    const cover = await fixture<HTMLElement>(html`<div popover="manual">Nothing to see</div>`);
    Object.assign(cover.style, { inset: '0', inlineSize: '100%', pointerEvents: 'none' });
    Object.assign(cover.style, { blockSize: '100%', margin: '0' });
    cover.showPopover();
    await until('what is said', () =>
      deepText(dialogOf(element)).includes('Something lies over these buttons.'),
    );
    expect(button(element, 'Reject').getAttribute('aria-disabled')).to.equal('true');
    cover.hidePopover();
    await ready();
    expect(deepText(dialogOf(element))).to.contain('Approve allows this once.');
  });
});
