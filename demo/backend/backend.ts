import { refuse } from './answers.js';
import { createFaultRoutes } from './faults.js';
import { type Pace, createRealPace } from './pace.js';
import { ConnectionCut, createStreamBody, play } from './play.js';
import { type Exchange, type Route, type Surroundings, matchPath } from './route.js';
import { type AgentChatOptions, createAgentChatRoutes } from './systems/agent-chat/routes.js';
import { createAssistantStatusRoutes } from './systems/assistant-status/routes.js';
import { createIterativePlanningRoutes } from './systems/iterative-planning/routes.js';
import { createOperationProgressRoutes } from './systems/operation-progress/routes.js';
import { createThinkingFeedRoutes } from './systems/thinking-feed/routes.js';

export interface BackendOptions extends AgentChatOptions {
  /** Default: real time. */
  readonly pace?: Pace;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** Ids of sessions and todos. Default `crypto.randomUUID`. */
  readonly createId?: () => string;
  /** Milliseconds of silence after which a stream sends a comment; 0 for never. Default 15,000. */
  readonly keepAlive?: number;
  /** Put before every path, `/mock` say. Default none. */
  readonly prefix?: string;
}

/** The mock backend: state and scenarios, whatever serves it. */
export interface Backend {
  /**
   * Answers one request. Stream bodies play while they are read; aborting the request or
   * cancelling the body stops the scenario. A drop of the connection before any answer is
   * `Response.error()`.
   * @throws the reason of the request's signal when it aborts before there is an answer
   */
  fetch(request: Request): Promise<Response>;
  /** Whether an address is the backend's, with whatever method. */
  knows(pathname: string): boolean;
  /** Every address, prefix included. */
  readonly routes: readonly Route[];
  /** How many scenarios are being played now. */
  readonly running: number;
}

/** A backend with a state of its own: sessions, quotas and todos start empty. */
export function createBackend(options: BackendOptions = {}): Backend {
  const { keepAlive = 15_000, prefix = '' } = options;
  const surroundings: Surroundings = {
    pace: options.pace ?? createRealPace(),
    now: options.now ?? Date.now,
    createId: options.createId ?? (() => crypto.randomUUID()),
  };
  const { pace } = surroundings;
  const routes = [
    ...createAssistantStatusRoutes(surroundings),
    ...createIterativePlanningRoutes(surroundings),
    ...createAgentChatRoutes(surroundings, options),
    ...createThinkingFeedRoutes(surroundings),
    ...createOperationProgressRoutes(surroundings),
    ...createFaultRoutes(surroundings),
  ].map((route) => ({ ...route, path: prefix + route.path }));
  let running = 0;

  const createExchange = (request: Request, url: URL, params: Exchange['params']): Exchange => {
    const over = new AbortController();
    const signal = AbortSignal.any([request.signal, over.signal]);
    return {
      request,
      url,
      params,
      signal,
      play: (scenario) => play(scenario, pace, signal),
      stream(scenario, { keepAlive: isKeptAlive = true, ...more } = {}) {
        running += 1;
        const onEnd = () => {
          running -= 1;
          over.abort();
        };
        const interval = isKeptAlive ? keepAlive : 0;
        const means = { pace, signal, keepAlive: interval, onEnd, ...more };
        const body = createStreamBody(scenario, means);
        return new Response(body, { headers: streamHeaders });
      },
    };
  };

  return {
    routes,
    get running() {
      return running;
    },
    knows: (pathname) => routes.some((route) => matchPath(route.path, pathname)),
    async fetch(request) {
      const url = new URL(request.url);
      const methods = new Set<string>();
      for (const route of routes) {
        const params = matchPath(route.path, url.pathname);
        if (!params) continue;
        methods.add(route.method);
        if (route.method !== request.method) continue;
        try {
          return await route.handle(createExchange(request, url, params));
        } catch (error) {
          if (error instanceof ConnectionCut) return Response.error();
          throw error;
        }
      }
      if (methods.size === 0) return refuse(404, 'Not Found');
      return refuse(405, 'Method Not Allowed', { Allow: [...methods].join(', ') });
    },
  };
}

const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // Asks nginx and its kin not to collect the stream.
  'X-Accel-Buffering': 'no',
};
