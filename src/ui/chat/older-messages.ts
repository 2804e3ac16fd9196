import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { HistoryMessage, Session } from '../../session/index.js';
import type { SessionHost } from '../../stream-controller/index.js';

/**
 * Gives the messages that came before those that are shown, oldest first; none when there are no more.
 * `shown` is how many are shown.
 */
export type LoadOlder = (shown: number) => Promise<readonly HistoryMessage[]>;

/** What is asked for older messages, and where they go. */
export interface OlderSource {
  readonly load: LoadOlder | undefined;
  readonly session: Session | undefined;
  readonly shown: number;
}

type Phase = 'more' | 'loading' | 'failed' | 'none';

const texts: Readonly<Record<Exclude<Phase, 'none'>, string>> = {
  more: 'Show older messages',
  loading: 'Loading older messages…',
  failed: 'Older messages could not be loaded. Try again',
};

/** How far above what is to be seen older messages are asked for. */
const AHEAD = '600px 0px 0px';

/**
 * Has a page give older messages when the reader comes near the beginning of a conversation. After a
 * failure only a press asks again.
 */
export class OlderMessages implements ReactiveController {
  readonly #host: SessionHost & HTMLElement;
  readonly #source: () => OlderSource;
  #observer: IntersectionObserver | undefined;
  #asked: Partial<OlderSource> = {};
  #phase: Phase = 'more';

  constructor(host: SessionHost & HTMLElement, source: () => OlderSource) {
    this.#host = host;
    this.#source = source;
    host.addController(this);
  }

  /** Another function, or another session, may have more. A conversation that was forgotten has none. */
  hostUpdate(): void {
    const source = this.#source();
    const before = this.#asked;
    if (source.load !== before.load || source.session !== before.session) this.#become('more');
    else if (source.shown === 0 && (before.shown ?? 0) > 0) this.#become('none');
    this.#asked = source;
  }

  hostUpdated(): void {
    // Where there is nothing to find, all of a long conversation would be looked through.
    if (this.#observer || this.#phase !== 'more' || !this.#asked.load) return;
    const log = this.#host.shadowRoot?.querySelector('.log');
    const place = log?.querySelector(':scope > .older');
    if (!log || !place) return;
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
      },
      { root: log, rootMargin: AHEAD },
    );
    this.#observer.observe(place);
  }

  hostDisconnected(): void {
    this.#stopWatching();
  }

  /** Not in the content whose place is kept: it stays where it is, and messages come below it. */
  render(): TemplateResult | typeof nothing {
    const { load, shown } = this.#source();
    if (!load) return nothing;
    if (this.#phase === 'none')
      return shown > 0 ? html`<p class="older">Beginning of the conversation</p>` : nothing;
    return html`<button
      type="button"
      class="older"
      aria-disabled=${String(this.#phase === 'loading')}
      @click=${this.#load}
    >
      ${texts[this.#phase]}
    </button>`;
  }

  readonly #load = async (): Promise<void> => {
    const { load, session, shown } = this.#source();
    if (!load || !session || this.#phase === 'loading') return;
    this.#setPhase('loading');
    const isOurs = (): boolean => load === this.#asked.load && session === this.#asked.session;
    try {
      const messages = await load(shown);
      if (!isOurs()) return;
      session.addHistory(messages, 'before');
      this.#setPhase(messages.length > 0 ? 'more' : 'none');
    } catch (error) {
      if (isOurs()) this.#setPhase('failed');
      reportError(error);
    }
  };

  #setPhase(phase: Phase): void {
    const { shadowRoot } = this.#host;
    // Whoever has pressed the button would lose the focus with it.
    const isFocused = shadowRoot?.activeElement?.matches('.older');
    if (phase === 'none' && isFocused) shadowRoot?.querySelector<HTMLElement>('.log')?.focus();
    this.#become(phase);
    this.#host.requestUpdate();
  }

  /** A place that is watched anew counts as having come near. */
  #become(phase: Phase): void {
    this.#phase = phase;
    this.#stopWatching();
  }

  #stopWatching(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
