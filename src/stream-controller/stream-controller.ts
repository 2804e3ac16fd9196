import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session, SessionNotice, SessionSettings, SessionState } from '../session/index.js';
import { warnOnce } from '../session/warn-once.js';
import { bind, type Binding, type SessionSeeker } from './binding.js';
import { beforeFrame, cancelFrame } from './frame.js';
import { provideSession, type SessionProvider } from './session-provider.js';
import { sameSettings } from './shared-sessions.js';

/** What a host tells its controller: where its session comes from. */
export interface SessionHost extends ReactiveControllerHost, SessionSeeker {
  /** Whether the stream is opened without a word from a person. */
  readonly autoconnect: boolean;
}

/** How a controller behaves. */
export interface StreamControllerOptions {
  /** Offers the session to the elements inside the host. */
  readonly provides?: boolean;
  /** Always has a session of its own, whatever is around it. */
  readonly isSource?: boolean;
  /** Hears the notices of a session that this host speaks for to the page. */
  readonly onNotice?: (notice: SessionNotice) => void;
  /** Asked when the value is another one: whether the host has drawn by itself what is new, and needs no update. */
  readonly draws?: () => boolean;
  /** Hears that the host uses another session than before. */
  readonly onSession?: (session: Session | undefined) => void;
}

/** Sessions that were opened by themselves: once each, however many elements ask for it. */
const autoconnected = new WeakSet<Session>();

/**
 * Gives a host its session and the slice of its state that the host shows. The host is updated at
 * most once a frame, and only when its slice is another one.
 *
 * The session is, in this order: the `session` property; that of the element named by `for`; that of
 * the nearest ancestor that offers one; the shared one of that name; one of the host's own. It closes
 * its own session when the host is removed; moving the host does not.
 */
export class StreamController<T> implements ReactiveController, SessionProvider {
  readonly #host: SessionHost;
  readonly #select: (state: SessionState) => T;
  readonly #options: StreamControllerOptions;
  readonly #listeners = new Set<() => void>();
  #binding: Binding | undefined;
  #unsubscribe: (() => void) | undefined;
  /** What the binding was made of, and with. */
  #source = '';
  #given: Session | undefined;
  #settings: SessionSettings = {};
  /** The session that others know of. */
  #offered: Session | undefined;
  #value: T | undefined;

  constructor(
    host: SessionHost,
    select: (state: SessionState) => T,
    options: StreamControllerOptions = {},
  ) {
    this.#host = host;
    this.#select = select;
    this.#options = options;
    if (options.provides) provideSession(host, this);
    host.addController(this);
  }

  /** Absent before the host is attached and while its provider is not there yet. */
  get session(): Session | undefined {
    return this.#binding?.session;
  }

  /** The selected slice; absent as long as there is no session. */
  get value(): T | undefined {
    return this.#value;
  }

  onSessionChange(listener: () => void): () => void {
    const subscription = () => listener();
    this.#listeners.add(subscription);
    return () => void this.#listeners.delete(subscription);
  }

  hostConnected(): void {
    if (!this.#binding) this.#bind();
    else if (this.#binding.origin === 'found') this.#rebind();
  }

  hostDisconnected(): void {
    // An element that is moved is attached again before this runs.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#unbind();
      this.#offer();
    });
  }

  hostUpdate(): void {
    if (!this.#binding || !this.#host.isConnected) return;
    if (this.#source !== this.#describeSource() || this.#given !== this.#host.givenSession) {
      this.#rebind();
      // What the host has derived before this update is of the session before.
      beforeFrame(this.#update);
      return;
    }
    const settings = this.#host.sessionSettings;
    if (sameSettings(this.#settings, settings)) return;
    this.#settings = settings;
    this.#binding.configure?.(settings);
  }

  hostUpdated(): void {
    const { session } = this;
    const isOurs = this.#binding?.configure !== undefined;
    if (!session || !isOurs || !this.#settings.endpoint || autoconnected.has(session)) return;
    if (!this.#host.autoconnect) return session.askFirst();
    // With settings that cannot be used nothing would come of it; better ones may follow.
    if (session.state.notice?.code === 'settings') return;
    autoconnected.add(session);
    void session.open();
  }

  #describeSource(): string {
    return JSON.stringify([this.#host.for, this.#host.share]);
  }

  #bind(): void {
    this.#source = this.#describeSource();
    this.#given = this.#host.givenSession;
    this.#settings = this.#host.sessionSettings;
    const binding = bind(this.#host, {
      isSource: this.#options.isSource === true,
      rebind: this.#rebind,
      diagnose: (code, message) => {
        warnOnce(this, code, message);
        this.#options.onNotice?.({ type: 'diagnosed', severity: 'warning', code, message });
      },
    });
    this.#binding = binding;
    this.#unsubscribe = binding.session?.subscribe((notice) => {
      if (notice.type === 'changed') beforeFrame(this.#refresh);
      else if (binding.speaks()) this.#options.onNotice?.(notice);
    });
    binding.configure?.(this.#settings);
    this.#offer();
    this.#refresh();
  }

  #unbind(): void {
    cancelFrame(this.#refresh);
    cancelFrame(this.#update);
    this.#unsubscribe?.();
    this.#binding?.release();
    this.#binding = undefined;
    this.#unsubscribe = undefined;
  }

  /** Tells those who use this session that it is another one. */
  #offer(): void {
    const { session } = this;
    if (session === this.#offered) return;
    this.#offered = session;
    this.#options.onSession?.(session);
    // A copy: who binds anew listens anew, and would be told again for ever.
    for (const listener of [...this.#listeners]) listener();
  }

  readonly #rebind = (): void => {
    this.#unbind();
    if (this.#host.isConnected) this.#bind();
  };

  readonly #refresh = (): void => {
    const { session } = this;
    const value = session && this.#select(session.state);
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    if (!this.#options.draws?.()) this.#update();
  };

  readonly #update = (): void => this.#host.requestUpdate();
}
