// WebKit lets no script say that its page is held by another.
import { expect } from '@open-wc/testing';
import '../../../src/ui/checkpoint/checkpoint.define.js';
import { button, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { openQuestion } from '../../support/open-question.js';
import { deepText } from '../../support/screen.js';

describe('A page that a page of another origin holds', () => {
  const parent = Object.getOwnPropertyDescriptor(window, 'parent') ?? {};
  beforeEach(() => {
    const stranger = Object.defineProperty({}, 'location', {
      get: () => {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    });
    Object.defineProperty(window, 'parent', { value: stranger, configurable: true });
  });
  afterEach(() => void Object.defineProperty(window, 'parent', parent));

  it('approves nothing unless it says that it may, and can still reject', async () => {
    const { element, ready } = await openQuestion({});
    await ready();
    const states = (): (string | null)[] =>
      ['Reject', 'Approve'].map((name) => button(element, name).getAttribute('aria-disabled'));
    expect(states()).to.deep.equal(['false', 'true']);
    expect(deepText(dialogOf(element))).to.contain('Another site holds this page');
    element.allowFramed = true;
    await drawn();
    expect(states()).to.deep.equal(['false', 'false']);
  });
});
