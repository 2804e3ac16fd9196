import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Run } from '../session/index.js';

/** How a flyout shows its run. */
export interface FlyoutView {
  /** Shows the arguments of tools. */
  readonly showToolArgs: boolean;
  /** Leaves out the tool calls of messages. */
  readonly withoutTools: boolean;
  /** Shows it above the page, at its edge. */
  readonly isAlone: boolean;
}

/**
 * Which run's thinking is open beside a conversation: one at a time. The panel takes the focus when it
 * opens; the button that opened it has it back when the panel closes.
 */
export class ThinkingFlyout {
  readonly #host: ReactiveControllerHost;
  #run: Run | undefined;
  #opener: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The run as it was when it was opened. */
  get run(): Run | undefined {
    return this.#run;
  }

  /** Opens a run's thinking, in place of any other, or closes it. */
  toggle(run: Run, opener: HTMLElement): void {
    if (this.#run?.id === run.id) this.close();
    else this.#show(run, opener);
  }

  readonly close = (): void => {
    const root = this.#opener?.getRootNode() as Document | ShadowRoot | undefined;
    const hadFocus = root?.activeElement?.localName === 'sse-thinking-panel';
    if (hadFocus) this.#opener?.focus({ preventScroll: true });
    this.#show();
  };

  /** Closes on Escape where the thinking was asked for; the panel does so itself. */
  readonly handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.#run) return;
    event.preventDefault();
    this.close();
  };

  /** @param run - The run that is open, as it is now. */
  render(run: Run | undefined, view: FlyoutView): TemplateResult | typeof nothing {
    if (!run || run.id !== this.#run?.id) return nothing;
    return html`<sse-thinking-panel
      part="flyout"
      popover=${view.isAlone ? 'manual' : nothing}
      .run=${run}
      ?show-tool-args=${view.showToolArgs}
      ?without-tools=${view.withoutTools}
      @close=${this.close}
      @focusout=${this.#handleLeave}
    ></sse-thinking-panel>`;
  }

  #show(run?: Run, opener?: HTMLElement): void {
    this.#run = run;
    this.#opener = opener;
    this.#host.requestUpdate();
  }

  /** A panel that lies over something must not cover what has the focus. */
  readonly #handleLeave = (event: FocusEvent): void => {
    const { relatedTarget: next, currentTarget: panel } = event;
    // The opener's click closes it by itself.
    if (next === null || next === this.#opener) return;
    if (getComputedStyle(panel as Element).position !== 'relative') this.close();
  };
}
