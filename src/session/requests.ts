import {
  systemClock,
  type Clock,
  type ConnectOptions,
  type NetworkWatch,
  type PageWatch,
  type StreamRequest,
} from '../connection/index.js';
import { hostOf } from '../connection/http-request.js';
import { randomId } from '../connection/random-id.js';
import type { Dialect, RequestSettings } from '../dialects/dialect.js';
import { refuse } from '../dialects/request.js';
import type { CheckpointOpen, Trouble } from '../events/index.js';
import { isRunning, messagesToSend } from './selectors.js';
import { resolveSettings, type ResolvedSettings, type SessionSettings } from './settings.js';
import type { Store } from './store.js';

/** What a session needs from its surroundings; tests put their own in place. */
export interface SessionEnvironment {
  readonly clock?: Clock;
  readonly network?: NetworkWatch;
  readonly page?: PageWatch;
  /**
   * Finds a dialect by name; `custom` is made of the map. Without it only dialects given as objects are
   * known.
   */
  readonly findDialect?: (name: string, map: unknown) => Dialect | undefined;
}

/** A run about to begin. */
export interface Prepared {
  readonly dialect: Dialect;
  readonly request: StreamRequest;
  /** To be opened first. */
  readonly feed?: StreamRequest;
}

/** Makes a session's requests of its settings, and of what the server has told of itself so far. */
export class Requests {
  readonly clock: Clock;
  readonly #store: Store;
  readonly #environment: SessionEnvironment;
  #settings: SessionSettings;
  #resolved: ResolvedSettings;
  /** The last that was found by name: one made of a map must not be made for every question. */
  #found: { readonly name: string; readonly dialect: Dialect | undefined } | undefined;
  /** Ours for the conversation, as long as the server gives none. */
  conversationId: string = randomId();

  constructor(store: Store, settings: SessionSettings, environment: SessionEnvironment) {
    this.clock = environment.clock ?? systemClock;
    this.#store = store;
    this.#environment = environment;
    this.#settings = settings;
    this.#resolved = resolveSettings(settings);
    this.tellAbilities();
  }

  get settings(): SessionSettings {
    return this.#settings;
  }

  get host(): string {
    const { endpoint } = this.#resolved.request;
    return endpoint === '' ? '' : hostOf(endpoint);
  }

  /** Why nothing can be sent with these settings. */
  get problem(): Trouble | undefined {
    const problem = this.#resolved.problem ?? this.dialect()?.problem;
    return problem === undefined ? undefined : refuse('settings', problem);
  }

  /** Settings that cannot be used are shown at once, not only at the first send. Whether that is news. */
  showProblem(): boolean {
    const { problem } = this;
    const { notice } = this.#store.state;
    const shown = notice?.code === 'settings' ? notice.text : undefined;
    if (problem?.text === shown) return false;
    this.#store.show(problem);
    return problem !== undefined;
  }

  diagnoseProblem(): void {
    if (!this.problem) return;
    const { code = '', text: message } = this.problem;
    this.#store.diagnose(code, message, 'error');
  }

  configure(settings: SessionSettings): void {
    const { dialect, endpoint, sessionId } = this.#settings;
    this.#settings = settings;
    this.#resolved = resolveSettings(settings);
    this.#found = undefined;
    // What one server speaks says nothing of another; what a run that goes on needs stays.
    const isOther = settings.endpoint !== endpoint && !isRunning(this.#store.state);
    if (settings.dialect !== dialect || isOther)
      this.#store.change(({ dialect: _, ...rest }) => rest);
    if (settings.sessionId !== sessionId) this.#store.change(({ sessionId: _, ...rest }) => rest);
    this.tellAbilities();
  }

  /** Says in the state what the server can be asked for, with this dialect and these settings. */
  tellAbilities(): void {
    const request = this.dialect()?.cancel?.('', this.#resolved.request);
    const canCancel = request !== undefined && !('type' in request);
    this.#store.change((state) =>
      state.canCancel === canCancel ? state : { ...state, canCancel },
    );
  }

  /** The next request begins a new conversation. */
  forget(): void {
    this.conversationId = randomId();
  }

  /** The dialect in force; `auto` is the one it has found out. */
  dialect(): Dialect | undefined {
    const { dialect = 'auto' } = this.#settings;
    if (typeof dialect !== 'string') return dialect;
    const name = dialect === 'auto' ? (this.#store.state.dialect ?? dialect) : dialect;
    if (this.#found?.name !== name) {
      const { findDialect } = this.#environment;
      this.#found = { name, dialect: findDialect?.(name, this.#resolved.map) };
    }
    return this.#found.dialect;
  }

  /** The request for a text, or why there must be none. */
  prepare(text: string, retryOf?: string): Prepared | Trouble {
    if (this.problem) return this.problem;
    if (this.#resolved.request.endpoint === '') {
      return refuse('endpoint', 'Expected an endpoint to send this to, found none.');
    }
    const dialect = this.dialect();
    if (!dialect) {
      const { dialect: name = 'auto' } = this.#settings;
      return refuse('dialect', `Expected the name of a dialect, found "${name as string}".`);
    }
    const history = messagesToSend(this.#store.state, retryOf);
    const intent = { text, messageId: randomId(), history };
    const settings = this.#requestSettings(dialect);
    const request = dialect.request(intent, settings);
    if ('type' in request) return request;
    const prepared = { dialect, request: this.#finished(request) };
    const feed = dialect.feed?.(intent, settings);
    if (!feed) return prepared;
    return 'type' in feed ? feed : { ...prepared, feed: this.#finished(feed) };
  }

  /** The request that goes on with a run which has begun elsewhere; not at all where there is none. */
  takeUp(text: string, runId: string): Prepared | undefined {
    const prepared = this.prepare(text, runId);
    if ('type' in prepared || prepared.feed) return undefined;
    if (prepared.request.method === 'GET') return prepared;
    const request = this.resumer()?.(this.#store.state.sessionId);
    return request && { ...prepared, request };
  }

  /** What a person must approve before a run with this text begins. */
  proposal(text = ''): CheckpointOpen | undefined {
    const { request } = this.#resolved;
    if (this.problem || request.endpoint === '') return undefined;
    return this.dialect()?.propose?.({ text, messageId: '', history: [] }, request);
  }

  /** A small request beside the run, or why there must be none. */
  prepareAside(
    make: (dialect: Dialect, settings: RequestSettings) => StreamRequest | Trouble | undefined,
  ): StreamRequest | Trouble {
    const dialect = this.dialect();
    const request = dialect && make(dialect, this.#requestSettings(dialect));
    if (request) return 'type' in request ? request : this.#finished(request);
    const name = dialect?.name ?? 'auto';
    return refuse('dialect', `The dialect "${name}" cannot tell this to the server.`);
  }

  /** What every connection of the session has in common. */
  options(): Pick<ConnectOptions, 'fetch' | 'headers' | 'limits' | 'network' | 'page'> & {
    readonly clock: Clock;
  } {
    const { network, page } = this.#environment;
    return {
      clock: this.clock,
      fetch: this.#settings.fetch,
      limits: this.#settings.limits,
      headers: this.#resolved.headers,
      ...{ network, page },
    };
  }

  /**
   * How broken streams are taken up again with the settings of now, whatever they become; not at all
   * without the id that the address needs.
   */
  resumer(): ((sessionId: string | undefined) => StreamRequest | undefined) | undefined {
    const { credentials, request } = this.#resolved;
    const { resumeEndpoint } = request;
    if (resumeEndpoint === undefined) return undefined;
    return (sessionId) => {
      if (sessionId === undefined && resumeEndpoint.includes('{id}')) return undefined;
      const url = resumeEndpoint.replaceAll('{id}', encodeURIComponent(sessionId ?? ''));
      return { url, method: 'GET', credentials };
    };
  }

  #finished(request: StreamRequest): StreamRequest {
    return { ...request, credentials: this.#resolved.credentials };
  }

  /** The settings for a request, with the conversation's id, which we give where the dialect says so. */
  #requestSettings(dialect: Dialect): RequestSettings {
    const { request } = this.#resolved;
    const { conversationId } = this;
    const known = this.#store.state.sessionId ?? request.sessionId;
    const sessionId = known ?? (dialect.sessionIds === 'client' ? conversationId : undefined);
    if (sessionId === undefined) return { ...request, conversationId };
    this.#store.change((state) =>
      state.sessionId === sessionId ? state : { ...state, sessionId },
    );
    return { ...request, conversationId, sessionId };
  }
}
