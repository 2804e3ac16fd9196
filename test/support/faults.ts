import type { FaultRequest } from './fault-server/fault-answer.js';
import type { FaultScript } from './fault-server/fault-server.js';

/** A place on a fault server that one test has for itself, over real sockets. */
export interface Faults {
  /** Absolute, without a slash at the end. */
  readonly url: string;
  /** Says what requests below the address are answered. Takes the place of what was said before. */
  answer(script: FaultScript): Promise<void>;
  /** Lets one write go out, of an answer whose pauses are steps. */
  step(): Promise<void>;
  /** The requests so far, in order; waits until there are so many, and so many of them closed. */
  requests(least?: number, closed?: number): Promise<readonly FaultRequest[]>;
}

/**
 * Takes a place on the fault server: in Node one of the process, in browsers one beside the page. The
 * address is of another origin where that is asked for.
 */
export async function openFaults(origin: 'same' | 'other' = 'same'): Promise<Faults> {
  const name = `${origin}-${Math.random().toString(36).slice(2)}`;
  const servers = await findServers();
  const control = `${servers.same}/${name}/-`;
  return {
    url: `${servers[origin]}/${name}`,
    async answer(script) {
      await fetch(`${control}/script`, { method: 'PUT', body: JSON.stringify(script) });
    },
    async step() {
      await fetch(`${control}/step`, { method: 'POST' });
    },
    async requests(least = 0, closed = 0) {
      const response = await fetch(`${control}/requests?least=${least}&closed=${closed}`);
      return (await response.json()) as readonly FaultRequest[];
    },
  };
}

/** Both know the same places. */
interface Servers {
  readonly same: string;
  readonly other: string;
}

let servers: Promise<Servers> | undefined;

function findServers(): Promise<Servers> {
  servers ??= isBrowser() ? findBesidePage() : startInNode();
  return servers;
}

const isBrowser = (): boolean => 'document' in globalThis;

async function findBesidePage(): Promise<Servers> {
  const other = new URL(await (await fetch('/faults/-other-origin')).text());
  // The same site, so that cookies are at home in both.
  other.hostname = location.hostname;
  return { same: new URL('/faults', location.href).href, other: other.origin };
}

async function startInNode(): Promise<Servers> {
  // Not for a browser's eyes, which would try to load Node's modules.
  const path = './fault-server/fault-server.js';
  const { createFaultHandler, startFaultServer } = (await import(
    path
  )) as typeof import('./fault-server/fault-server.js');
  const handler = createFaultHandler();
  const [same, other] = await Promise.all([startFaultServer(handler), startFaultServer(handler)]);
  return { same, other };
}
