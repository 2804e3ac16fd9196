import { expect, fixture, html } from '@open-wc/testing';
import type { ComposerEvent } from '../../../src/ui/composer-event.js';
import type { SseComposer } from '../../../src/ui/composer/composer.js';
import '../../../src/ui/composer/composer.define.js';

interface Composed {
  readonly composer: SseComposer;
  readonly field: HTMLTextAreaElement;
  readonly button: HTMLButtonElement;
  readonly actions: string[];
}

async function compose(running = false): Promise<Composed> {
  const actions: string[] = [];
  const note = (event: ComposerEvent): void => {
    actions.push(`${event.action} ${event.text}`.trim());
  };
  const composer = await fixture<SseComposer>(
    html`<sse-composer ?running=${running} @composer=${note}></sse-composer>`,
  );
  const field = composer.shadowRoot?.querySelector('textarea');
  const button = composer.shadowRoot?.querySelector('button');
  if (!field || !button) throw new Error('Expected a field and a button');
  return { composer, field, button, actions };
}

async function write({ composer, field }: Composed, text: string): Promise<void> {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await composer.updateComplete;
}

function press(field: HTMLElement, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  field.dispatchEvent(event);
  return event;
}

describe('<sse-composer>', () => {
  it('sends what is written on Enter, and is empty then', async () => {
    const composed = await compose();
    await write(composed, '  Hello  ');
    press(composed.field, 'Enter');
    await composed.composer.updateComplete;
    expect(composed.actions).to.deep.equal(['send Hello']);
    expect(composed.field.value).to.equal('');
  });

  it('is empty after what was written and sent before it could be drawn', async () => {
    const { composer, field, actions } = await compose();
    field.value = 'Hello';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press(field, 'Enter');
    await composer.updateComplete;
    expect(actions).to.deep.equal(['send Hello']);
    expect(field.value).to.equal('');
  });

  it('leaves Shift+Enter to the field, which breaks the line', async () => {
    const composed = await compose();
    await write(composed, 'Hello');
    const event = press(composed.field, 'Enter', { shiftKey: true });
    expect(event.defaultPrevented).to.equal(false);
    expect(composed.actions).to.deep.equal([]);
  });

  it('does not send on the Enter that confirms a suggestion of an input method', async () => {
    const composed = await compose();
    await write(composed, 'にほん');
    press(composed.field, 'Enter', { isComposing: true });
    press(composed.field, 'Enter', { keyCode: 229 });
    expect(composed.actions).to.deep.equal([]);
  });

  it('keeps what is written when it was not accepted', async () => {
    const composed = await compose();
    composed.composer.addEventListener('composer', (event) => event.preventDefault());
    await write(composed, 'Too long');
    press(composed.field, 'Enter');
    await composed.composer.updateComplete;
    expect(composed.field.value).to.equal('Too long');
  });

  it('does not send blanks', async () => {
    const composed = await compose();
    await write(composed, ' \n ');
    press(composed.field, 'Enter');
    composed.button.click();
    expect(composed.actions).to.deep.equal([]);
    expect(composed.button.getAttribute('aria-disabled')).to.equal('true');
  });

  it('sends by its button and gives the focus back to the field', async () => {
    const composed = await compose();
    await write(composed, 'Hello');
    composed.button.click();
    expect(composed.actions).to.deep.equal(['send Hello']);
    expect(composed.composer.shadowRoot?.activeElement).to.equal(composed.field);
  });

  it('stops while running, by its button and by Escape, and does not send', async () => {
    const composed = await compose(true);
    await write(composed, 'Next');
    press(composed.field, 'Enter');
    press(composed.field, 'Escape');
    composed.button.click();
    expect(composed.actions).to.deep.equal(['stop', 'stop']);
    expect(composed.field.value).to.equal('Next');
  });

  it('takes the second click of a double click on Send not for a Stop', async () => {
    const composed = await compose(true);
    composed.button.dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    expect(composed.actions).to.deep.equal([]);
  });

  it('keeps the focus on its button when that becomes Stop', async () => {
    const composed = await compose();
    composed.button.focus();
    composed.composer.running = true;
    await composed.composer.updateComplete;
    expect(composed.composer.shadowRoot?.activeElement).to.equal(composed.button);
    expect(composed.button.textContent?.trim()).to.equal('Stop');
  });

  it('grows with its text up to a limit', async () => {
    const composed = await compose();
    const before = composed.field.offsetHeight;
    await write(composed, 'a\nb\nc\nd');
    const grown = composed.field.offsetHeight;
    await write(composed, 'a\n'.repeat(200));
    expect(grown).to.be.greaterThan(before * 2);
    expect(composed.field.offsetHeight).to.be.lessThan(400);
  });

  it('is named for everybody and accessible', async () => {
    const { composer, field } = await compose();
    expect(field.getAttribute('aria-label')).to.equal('Message');
    await expect(composer).to.be.accessible();
  });
});
