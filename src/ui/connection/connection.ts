import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { systemClock, type Clock, type Session, type SessionState } from '../../session/index.js';
import { Announcer } from '../announcer.js';
import { icons } from '../icons.js';
import { theme } from '../theme.js';
import { connectionStyles } from './connection.styles.js';
import { ConnectionWatch, type ConnectionView } from './connection-watch.js';
import { isSaidAt, joinPlaces, type ConnectionPlace } from './places.js';

const signs: Record<ConnectionView['kind'], TemplateResult> = {
  slow: icons.clock,
  lost: icons.retry,
  stalled: icons.clock,
  offline: icons.offline,
  paused: icons.alert,
  back: icons.check,
  gap: icons.alert,
  over: icons.alert,
};

/** Milliseconds between two looks at who says it, while there is something to say. */
const LOOK_AGAIN = 1_000;

/**
 * Says how the connection of a session is, inside the elements that show one: nothing as long as all is
 * well. It does not go while its button has the focus.
 *
 * @element sse-connection
 * @fires {Event} shown - There is something to say, or no more; for the element around only.
 * @cssstate shown - There is something to say.
 */
export class SseConnection extends LitElement implements ConnectionPlace {
  static override styles = [theme, connectionStyles];

  /** The session whose connection it is. */
  @property({ attribute: false }) session?: Session | undefined;
  /** In a `conversation`, which shows by itself what failed, or in a `dialog`. Default: elsewhere. */
  @property({ reflect: true }) place: 'conversation' | 'dialog' | undefined;
  /** @internal Tests put their own in place. */
  clock: Clock = systemClock;

  private readonly internals = this.attachInternals();
  private watch = new ConnectionWatch();
  private bound: Session | undefined;
  private release: (() => void) | undefined;
  /** What was looked at last. */
  private heard: SessionState | undefined;
  private timer: unknown;
  /** What could be said, here or elsewhere. */
  private view: ConnectionView | undefined;
  private shown: ConnectionView | undefined;
  private readonly announcer = new Announcer(this);

  override connectedCallback(): void {
    this.announcer.clock = this.clock;
    super.connectedCallback();
    this.bind();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.release?.();
    this.release = undefined;
    this.clock.clearTimeout(this.timer);
  }

  override render(): TemplateResult {
    const { shown } = this;
    return html`
      ${
        shown === undefined
          ? nothing
          : html`<div class="line ${shown.kind}">
              ${shown.text === '' ? nothing : signs[shown.kind]}
              <span class="text" dir="auto">${shown.text}</span>
              ${
                shown.button === undefined || this.place === 'dialog'
                  ? nothing
                  : html`<button
                      type="button"
                      aria-disabled=${shown.isBusy ? 'true' : 'false'}
                      @click=${this.handleClick}
                      @blur=${this.look}
                    >
                      ${shown.button}
                    </button>`
              }
            </div>`
      }
    `;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.bind();
    const now = this.clock.now();
    const { session } = this;
    this.view = session && this.watch.view(session.state, now, !this.place);
    // Who is in sight is asked only where there is something to say: it makes the browser work out styles.
    const view = session && this.view && isSaidAt(this, session) ? this.view : undefined;
    const words = view && this.watch.speak(view, now);
    if (words) this.announcer.announce(words.text, words.urgency);
    this.shown = this.held(view);
  }

  protected override updated(): void {
    const { states } = this.internals;
    if (states.has('shown') !== (this.shown !== undefined)) {
      states[this.shown ? 'add' : 'delete']('shown');
      this.dispatchEvent(new Event('shown', { bubbles: true }));
    }
    this.clock.clearTimeout(this.timer);
    if (!this.isConnected || !this.session) return;
    const now = this.clock.now();
    const waits = [
      this.watch.next(this.session.state, now),
      this.view && this.view.kind !== 'over' ? LOOK_AGAIN : undefined,
    ].filter((wait) => wait !== undefined);
    if (waits.length > 0) this.timer = this.clock.setTimeout(this.look, Math.min(...waits));
  }

  /** A button that has the focus stays, without an effect, until the focus has left it. */
  private held(view: ConnectionView | undefined): ConnectionView | undefined {
    const before = this.shown;
    const hasFocus = this.shadowRoot?.activeElement?.localName === 'button';
    if (!before?.button || view?.button || !hasFocus) return view;
    const { text } = before.kind === 'back' ? before : { text: '' };
    return { ...(view ?? { kind: 'back', text }), button: before.button, isBusy: true };
  }

  private bind(): void {
    const { session } = this;
    if (!this.isConnected || (session === this.bound && this.release)) return;
    this.release?.();
    this.release = undefined;
    if (session !== this.bound) this.watch = new ConnectionWatch();
    this.bound = session;
    if (!session) return;
    const unsubscribe = session.subscribe(({ type }) => type === 'changed' && this.heed(session));
    const leave = joinPlaces(session, this);
    this.release = () => {
      unsubscribe();
      leave();
    };
    this.heed(session);
  }

  private heed({ state }: Session): void {
    const { heard } = this;
    this.heard = state;
    const isSame =
      heard?.connection === state.connection &&
      heard.run?.id === state.run?.id &&
      heard.run?.status === state.run?.status &&
      heard.run?.troubles === state.run?.troubles;
    if (isSame) return;
    this.watch.heed(state, this.clock.now());
    this.look();
  }

  private readonly look = (): void => this.requestUpdate();

  private readonly handleClick = (): void => {
    const { session, shown } = this;
    if (!shown || shown.isBusy) return;
    if (shown.button === 'Retry') void session?.retry();
    else if (shown.button !== 'Dismiss') session?.reconnect();
    else {
      this.watch.readGaps();
      // What goes must not take the focus with it.
      this.tabIndex = -1;
      this.focus();
      this.look();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sse-connection': SseConnection;
  }
}
