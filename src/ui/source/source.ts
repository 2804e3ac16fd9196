import { css, html, type CSSResult, type TemplateResult } from 'lit';
import { StreamController } from '../../stream-controller/index.js';
import { SessionElement } from '../session-element.js';

/**
 * Owns a session for the elements inside it, and for those that name it with `for`. Shows nothing
 * itself.
 *
 * @element sse-source
 * @slot - Anything; the elements of this library in it use this session.
 */
export class SseSource extends SessionElement {
  static override styles: CSSResult = css`
    :host {
      display: contents;
    }
  `;

  protected override readonly controller: StreamController<undefined> = new StreamController(
    this,
    () => undefined,
    { provides: true, isSource: true, onNotice: this.announce },
  );

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-source': SseSource;
  }
}
