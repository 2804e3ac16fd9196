import type { ReactiveController } from 'lit';
import type {
  Session,
  SessionNotice,
  SessionSettings,
  SessionState,
} from '../../src/session/index.js';
import {
  StreamController,
  type SessionHost,
  type StreamControllerOptions,
} from '../../src/stream-controller/index.js';

/** An element that does for its controllers what Lit does, draws nothing, and counts its updates. */
export class FakeHost extends HTMLElement implements SessionHost {
  givenSession: Session | undefined;
  for: string | undefined;
  share: string | undefined;
  autoconnect = false;
  sessionSettings: SessionSettings = {};
  /** How often it has been updated. */
  updates = 0;
  updateComplete = Promise.resolve(true);
  readonly #controllers: ReactiveController[] = [];
  #isPending = false;

  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  removeController(): void {}

  requestUpdate(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    this.updateComplete = Promise.resolve().then(() => this.#update());
  }

  connectedCallback(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  #update(): boolean {
    for (const controller of this.#controllers) controller.hostUpdate?.();
    this.#isPending = false;
    this.updates += 1;
    for (const controller of this.#controllers) controller.hostUpdated?.();
    return !this.#isPending;
  }
}

customElements.define('fake-host', FakeHost);

/** A host with its controller, and what the controller told it, of the connection's changes apart. */
export interface HostStand<T> {
  readonly host: FakeHost;
  readonly controller: StreamController<T>;
  readonly notices: SessionNotice[];
  readonly sessions: (Session | undefined)[];
}

/** A host that selects a slice of the state, not attached yet. */
export function createHost<T>(
  select: (state: SessionState) => T,
  members: Partial<Omit<FakeHost, keyof HTMLElement>> = {},
  options: StreamControllerOptions = {},
): HostStand<T> {
  const host = Object.assign(document.createElement('fake-host') as FakeHost, members);
  const notices: SessionNotice[] = [];
  const sessions: (Session | undefined)[] = [];
  const controller = new StreamController(host, select, {
    onNotice: (notice) => notice.type !== 'connection-changed' && notices.push(notice),
    onSession: (session) => sessions.push(session),
    ...options,
  });
  return { host, controller, notices, sessions };
}
