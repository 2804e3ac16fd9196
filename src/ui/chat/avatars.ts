import { css, html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';

/** What is copied beside messages, by who speaks. */
export interface AvatarOriginals {
  readonly assistant?: readonly Element[] | undefined;
  readonly user?: readonly Element[] | undefined;
}

/** Whatever may change in a picture. */
const EVERYTHING = { attributes: true, characterData: true, childList: true, subtree: true };

/** What a page has put into the slots for avatars. A slot is shown once, and an avatar beside each message. */
export class Avatars implements ReactiveController {
  /** Another object, with other lists, whenever something of them has changed. */
  originals: AvatarOriginals = {};
  readonly #host: LitElement;
  #observer: MutationObserver | undefined;
  #isFirst = true;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Classes of what keeps room for them. */
  get gutters(): string {
    const { assistant, user } = this.originals;
    return `${assistant ? 'agent-gutter' : ''} ${user ? 'user-gutter' : ''}`;
  }

  hostConnected(): void {
    if (!this.#isFirst) this.#read();
  }

  hostUpdated(): void {
    // Slots that were drawn on a server have had their first change before anybody listened.
    if (this.#isFirst) queueMicrotask(this.#read);
    this.#isFirst = false;
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  render(): TemplateResult {
    return html`<slot name="avatar-assistant" hidden @slotchange=${this.#read}></slot>
      <slot name="avatar-user" hidden @slotchange=${this.#read}></slot>`;
  }

  readonly #read = (): void => {
    const [assistant, user] = ['assistant', 'user'].map((role) => this.#in(`avatar-${role}`));
    const { originals } = this;
    if (!this.#host.isConnected || !(assistant ?? user ?? originals.assistant ?? originals.user)) {
      return;
    }
    this.originals = { assistant, user };
    this.#observer ??= new MutationObserver(this.#read);
    this.#observer.disconnect();
    for (const each of [assistant ?? [], user ?? []].flat()) {
      this.#observer.observe(each, EVERYTHING);
    }
    this.#host.requestUpdate();
  };

  #in(name: string): readonly Element[] | undefined {
    const slot = this.#host.renderRoot.querySelector<HTMLSlotElement>(`slot[name=${name}]`);
    const found = slot?.assignedElements({ flatten: true }) ?? [];
    return found.length > 0 ? found : undefined;
  }
}

/** The gutters that avatars hang in. */
export const avatarStyles = css`
  .conversation {
    --_avatar: var(--sse-avatar-size, 2rem);
  }

  .agent-gutter {
    --_before: calc(var(--_avatar) + var(--_space) * 0.75);
  }

  /* Kept only beside what a person said: answers need their room. */
  .user-gutter {
    --_after: calc(var(--_avatar) + var(--_space) * 0.75);
  }

  /* A finished group is clipped at its edges, so it has room for them within. */
  .runs {
    margin-block-start: -0.5rem;
    padding-block-start: 0.5rem;
    padding-inline-start: var(--_before, 0px);
  }

  .conversation > :not(.runs, slot) {
    margin-inline-start: var(--_before, 0px);
  }

  @container (inline-size < 30rem) {
    .conversation {
      --_avatar: var(--sse-avatar-size, 1.5rem);
    }
  }
`;
