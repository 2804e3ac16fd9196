import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../icons.js';

/** What stands first in the log for those who use the keyboard. */
export interface LogButtons {
  /** How many messages came below what is to be seen; absent at the end. */
  readonly unread: number | undefined;
  readonly jump: () => void;
  /** Absent when nothing goes on. It is seen only while it has the focus: the composer has one for the eye. */
  readonly stop: (() => void) | undefined;
}

export function renderLogButtons({ unread, jump, stop }: LogButtons): TemplateResult {
  return html`${
    unread === undefined
      ? nothing
      : html`<button type="button" class="jump" @click=${jump}>
          ${icons.down} Jump to
          latest${unread > 0 ? html` <span class="count">${unread} new</span>` : nothing}
        </button>`
  }${
    stop
      ? html`<button type="button" class="jump stop" @click=${stop}>${icons.stop} Stop</button>`
      : nothing
  }`;
}
