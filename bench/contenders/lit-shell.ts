import { html, LitElement } from 'lit';
import { avatarStyles } from '../../src/ui/chat/avatars.js';
import { chatStyles } from '../../src/ui/chat/chat.styles.js';
import { checkpointStyles } from '../../src/ui/checkpoint/checkpoint.styles.js';
import { draftStyles } from '../../src/ui/checkpoint/draft.styles.js';
import { questionStyles } from '../../src/ui/checkpoint/question.styles.js';
import { composerStyles } from '../../src/ui/composer/composer.styles.js';
import { connectionStyles } from '../../src/ui/connection/connection.styles.js';
import { icons } from '../../src/ui/icons.js';
import { theme } from '../../src/ui/theme.js';
import { emptyContender } from './empty.js';

class ShellChat extends LitElement {
  static override styles = [theme, chatStyles, avatarStyles];

  override render() {
    return html`
      <div class="hidden" role="status" aria-live="polite"></div>
      <div class="hidden" role="alert" aria-live="assertive"></div>
      <div class="column">
        <slot name="header"></slot>
        <slot name="avatar-assistant" hidden></slot>
        <slot name="avatar-user" hidden></slot>
        <div class="stage">
          <div class="log" role="log" aria-live="off" tabindex="0" aria-label="Conversation">
            <div class="conversation begins">
              <slot name="empty"><p>Send a message to begin.</p></slot>
            </div>
          </div>
          <shell-connection place="conversation"></shell-connection>
        </div>
        <div class="dock">
          <div class="write">
            <shell-checkpoint></shell-checkpoint>
            <slot name="composer">
              <shell-composer><slot name="actions" slot="actions"></slot></shell-composer>
            </slot>
            <slot name="footer"></slot>
          </div>
        </div>
      </div>
    `;
  }
}

class ShellConnection extends LitElement {
  static override styles = [theme, connectionStyles];
}

class ShellCheckpoint extends LitElement {
  static override styles = [theme, checkpointStyles, questionStyles, draftStyles];

  override render() {
    return html`
      <dialog role="alertdialog" aria-labelledby="title" aria-describedby="about"></dialog>
      <p class="farewell"></p>
      <shell-connection></shell-connection>
    `;
  }
}

class ShellComposer extends LitElement {
  static override styles = [theme, composerStyles];

  override render() {
    return html`
      <div class="frame">
        <slot name="actions"></slot>
        <textarea rows="1" aria-label="Message" placeholder="Write a message"></textarea>
        <button type="button" class="send" aria-disabled="true">
          ${icons.send}<span class="hidden">Send</span>
        </button>
      </div>
    `;
  }
}

customElements.define('shell-connection', ShellConnection);
customElements.define('shell-checkpoint', ShellCheckpoint);
customElements.define('shell-composer', ShellComposer);

/** What the empty chat is drawn with, by Lit elements that do nothing: the floor of its first render. */
export const contender = emptyContender('shell-chat', ShellChat);
