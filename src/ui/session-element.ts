import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type {
  DecisionDetails,
  Dialect,
  DialectMap,
  HeadersFunction,
  Run,
  Session,
  SessionNotice,
  SessionSettings,
} from '../session/index.js';
import type { SessionHost, StreamController } from '../stream-controller/index.js';
import { drawFromOwnRegistry } from './define-element.js';
import { replaceServerDrawing } from './drawn-on-server.js';
import { noticeEvent } from './notice-event.js';
import { strings, type Strings } from './strings.js';

/**
 * The connection attributes, properties and methods that every element with a session has. A base
 * class, against the habit of this library: the contract is the same thirty members on each element,
 * and a controller cannot declare attributes.
 *
 * @fires {SseConnectionChangedEvent} sse-connection-changed - The connection is in another phase.
 * @fires {SseOpenedEvent} sse-opened - The server has begun to answer.
 * @fires {SseReceivedEvent} sse-received - A stream event has come.
 * @fires {SseFinishedEvent} sse-finished - A run is over and its stream has closed.
 * @fires {SseFailedEvent} sse-failed - A run failed, or could not begin.
 * @fires {SseInterruptedEvent} sse-interrupted - A stream closed before its run was over.
 * @fires {SseDecidedEvent} sse-decided - The server has taken a decision.
 * @fires {SseDiagnosedEvent} sse-diagnosed - Something that the person who embeds the element should know.
 * @cssprop [--sse-color-text=light-dark(#1c2024, #edeef0)] - Text.
 * @cssprop [--sse-color-muted=light-dark(#60646c, #b0b4ba)] - Text that matters less.
 * @cssprop [--sse-color-accent=light-dark(#3452d9, #8da4ff)] - Links, what is running, the main button.
 * @cssprop [--sse-color-on-accent=light-dark(#ffffff, #0b1020)] - Text on the accent colour.
 * @cssprop [--sse-color-danger=light-dark(#b42318, #ff9b8f)] - What has failed.
 * @cssprop [--sse-color-warning=light-dark(#8a5a00, #ffc861)] - What needs attention.
 * @cssprop [--sse-color-success=light-dark(#18794e, #5fd39b)] - What has ended well.
 * @cssprop [--sse-color-surface=light-dark(#ffffff, #111318)] - Background.
 * @cssprop [--sse-color-raised=light-dark(#f3f4f6, #1d2027)] - Background of what stands out: code, bubbles.
 * @cssprop [--sse-color-border=light-dark(#dcdfe4, #343841)] - Lines.
 * @cssprop [--sse-radius=0.75rem] - Corners.
 * @cssprop [--sse-space=1rem] - Room around the content.
 * @cssprop [--sse-font=system-ui, sans-serif] - Font.
 * @cssprop [--sse-font-mono=ui-monospace, monospace] - Font of code and names.
 * @cssprop [--sse-font-size=1rem] - Size of the text.
 */
export abstract class SessionElement extends LitElement implements SessionHost {
  /** What is said aloud, the same for all elements; a page puts its own sentences in place: docs/accessibility.md. */
  static readonly strings: Strings = strings;

  /** Where requests go: an http or https URL. */
  @property() endpoint?: string;
  /** How the server speaks: a dialect's name, or `auto` (default). The property also takes a dialect. */
  @property() dialect?: string | Dialect;
  /** What the messages of `dialect="custom"` mean, as JSON: docs/custom.md. */
  @property() map?: string | DialectMap;
  /** GET or POST. Default: the dialect's. */
  @property() method?: string;
  /** Request headers as JSON. The property also takes a function that is called for every attempt. */
  @property() headers?: string | HeadersInit | HeadersFunction;
  /** JSON template for the request's body. Default: the dialect's. */
  @property() body?: string | object;
  /** Query parameters as JSON. */
  @property() params?: string | Readonly<Record<string, string>>;
  /** `same-origin` (default), `include` or `omit`. */
  @property() credentials?: string;
  /** The conversation's id. Default: the server's, or a new one. */
  @property({ attribute: 'session-id' }) sessionId?: string;
  /** Opens the stream at once instead of at the first message. */
  @property({ type: Boolean }) autoconnect = false;
  /** `on` (default), or `off` for one JSON answer. */
  @property() stream?: string;
  /** The person's id for dialects that ask for one. Default: `anonymous`. */
  @property({ attribute: 'user-id' }) userId?: string;
  /** Most attempts after a failure. Default: 10, and 3 for an idempotent POST. */
  @property({ attribute: 'max-retries', type: Number }) maxRetries?: number;
  /** Milliseconds without a sign of life after which the stream counts as stalled. */
  @property({ attribute: 'idle-timeout', type: Number }) idleTimeout?: number;
  /** Where a broken stream is taken up again; `{id}` is the session id. */
  @property({ attribute: 'resume-endpoint' }) resumeEndpoint?: string;
  /** Allows a POST to be sent again, with the same `Idempotency-Key`. */
  @property({ type: Boolean }) idempotent = false;
  /** Asks the server for no status events. */
  @property({ attribute: 'no-status', type: Boolean }) noStatus = false;
  /** Tries once more by itself when a quota or a rate limit is over. */
  @property({ attribute: 'auto-retry', type: Boolean }) autoRetry = false;
  /** Second address, where a dialect needs one for the message itself. */
  @property({ attribute: 'message-endpoint' }) messageEndpoint?: string;
  /** Where decisions go. */
  @property({ attribute: 'checkpoint-endpoint' }) checkpointEndpoint?: string;
  /** Where an operation is cancelled. */
  @property({ attribute: 'cancel-endpoint' }) cancelEndpoint?: string;
  /** Sends a key and a digest with decisions to another origin, too, which must allow these headers. */
  @property({ attribute: 'decision-headers', type: Boolean }) decisionHeaders = false;
  /** Most messages in one request; older ones are left out of it. Default: 50. */
  @property({ attribute: 'max-messages', type: Number }) maxMessages?: number;
  /** Most characters in one message. Default: 10,000. */
  @property({ attribute: 'max-length', type: Number }) maxLength?: number;
  /** Words that mark a key as secret, separated by spaces. Default: `password token api_key secret`. */
  @property({ attribute: 'redact-keys' }) redactKeys?: string;
  /** Id of the element whose session is used. */
  @property() for?: string;
  /** Elements with an equal name share one session. `tabs`, or `tabs:` and a name, does so across tabs. */
  @property() share?: string;
  /** Bounds on what a server can make the page hold, where others than the defaults are wanted. */
  @property({ attribute: false }) limits?: SessionSettings['limits'];
  /** Used instead of the global `fetch`. */
  @property({ attribute: false }) fetch?: typeof fetch;
  /** Sees every stream event before anything else does, and returns what may be seen. */
  @property({ attribute: false }) redact?: SessionSettings['redact'];

  /** A session made by the page. Wins over every other way to find one. */
  @property({ attribute: false })
  set session(session: Session | undefined) {
    this.#given = session;
    this.requestUpdate();
  }
  get session(): Session | undefined {
    return this.controller.session;
  }

  #given: Session | undefined;
  #settings: SessionSettings | undefined;

  /** @internal */
  protected abstract readonly controller: StreamController<unknown>;

  /** @internal Tells the page of a notice of the session that this element speaks for. */
  protected readonly announce = (notice: SessionNotice): void => {
    const event = noticeEvent(notice);
    if (event) this.dispatchEvent(event);
  };

  /** @internal Draws what is drawn of the session itself, not of its state. */
  protected readonly redraw = (): void => this.requestUpdate();

  /** @internal What the page has given, for the controller. */
  get givenSession(): Session | undefined {
    return this.#given;
  }

  /** @internal All settings in one object, for the controller: the same one until one of them is set. */
  get sessionSettings(): SessionSettings {
    return (this.#settings ??= this.#collect());
  }

  override requestUpdate(...change: Parameters<LitElement['requestUpdate']>): void {
    if (change.length > 0) this.#settings = undefined;
    super.requestUpdate(...change);
  }

  #collect(): SessionSettings {
    const settings = {
      ...{ endpoint: this.endpoint, dialect: this.dialect, method: this.method },
      map: this.map,
      ...{ headers: this.headers, body: this.body, params: this.params },
      ...{ credentials: this.credentials, sessionId: this.sessionId, userId: this.userId },
      stream: this.stream === undefined ? undefined : this.stream !== 'off',
      ...{ maxRetries: this.maxRetries, idleTimeout: this.idleTimeout },
      ...{ resumeEndpoint: this.resumeEndpoint, idempotent: this.idempotent },
      ...{ noStatus: this.noStatus, autoRetry: this.autoRetry },
      ...{ messageEndpoint: this.messageEndpoint, checkpointEndpoint: this.checkpointEndpoint },
      ...{ cancelEndpoint: this.cancelEndpoint, maxMessages: this.maxMessages },
      ...{ decisionHeaders: this.decisionHeaders },
      ...{ maxLength: this.maxLength, redactKeys: this.redactKeys },
      ...{ fetch: this.fetch, limits: this.limits, redact: this.redact },
    };
    const given = Object.entries(settings).filter(
      ([, value]) => value !== undefined && value !== null,
    );
    return Object.fromEntries(given);
  }

  /** @internal Says how the connection is, where no conversation on the page says it. */
  protected renderConnection(place?: 'conversation' | 'dialog'): TemplateResult {
    return html`<sse-connection
      part="connection"
      place=${place ?? nothing}
      .session=${this.session}
    ></sse-connection>`;
  }

  override connectedCallback(): void {
    drawFromOwnRegistry(this);
    replaceServerDrawing(this);
    super.connectedCallback();
  }

  /** Sends a message. Resolves with the run when its stream has closed; undefined if nothing was sent. */
  send(text: string): Promise<Run | undefined> {
    return this.#upToDate()?.send(text) ?? Promise.resolve(undefined);
  }

  /** Ends the answer that goes on; what has come stays. */
  stop(): void {
    this.session?.stop();
  }

  /**
   * Makes the next try of a lost connection now, and has it go on with the same run where all tries were
   * used up.
   */
  reconnect(): void {
    this.session?.reconnect();
  }

  /** Sends the last message again. */
  retry(): Promise<Run | undefined> {
    return this.#upToDate()?.retry() ?? Promise.resolve(undefined);
  }

  /** Answers a checkpoint with `approve`, `reject` or the id of one of its choices. */
  decide(checkpointId: string, choice: string, details?: DecisionDetails): Promise<void> {
    return this.#upToDate()?.decide(checkpointId, choice, details) ?? Promise.resolve();
  }

  /** Forgets the conversation. */
  reset(): void {
    this.session?.reset();
  }

  /** Ends the session for good. */
  close(): void {
    this.session?.close();
  }

  /** Attributes that were set just now hold already. */
  #upToDate(): Session | undefined {
    this.controller.hostUpdate();
    return this.session;
  }
}
