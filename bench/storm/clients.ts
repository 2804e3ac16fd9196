import { connect } from '../../src/connection/index.js';
import type { RestartingServer } from './server.js';
import type { VirtualClock } from './virtual-clock.js';

/** A kind of client: opens a stream, reads it, and comes back in its own way when it is cut. */
export interface ClientKind {
  readonly name: string;
  /** Runs one client for ever. */
  readonly run: (server: RestartingServer, clock: VirtualClock) => Promise<void>;
}

const request = { url: 'https://server.example/', method: 'GET' } as const;

/** The real connection: everything but the network and the clock. */
export const ours: ClientKind = {
  name: 'ours',
  async run(server, clock) {
    const { signal } = new AbortController();
    const options = { clock, fetch: server.fetch, signal, whenEnded: 'reopen' } as const;
    try {
      for await (const item of connect(request, options)) void item;
    } catch {
      // It has tried ten times and asks a person.
    }
  },
};

/** A client that waits for `delay` ms before the next try; `tries` counts those since it was connected. */
function simple(name: string, delay: (tries: number) => number): ClientKind {
  return {
    name,
    async run(server, clock) {
      for (let tries = 0; ; tries += 1) {
        try {
          const { body } = await server.fetch();
          tries = 0;
          for await (const chunk of body ?? []) void chunk;
        } catch {
          // Refused or cut: it comes again.
        }
        await clock.sleep(delay(tries));
      }
    },
  };
}

export const clientKinds: readonly ClientKind[] = [
  ours,
  simple('fixed 3 s (browsers)', () => 3_000),
  simple('fixed 1 s', () => 1_000),
  simple('exponential, no chance', (tries) => Math.min(1_000 * 2 ** tries, 30_000)),
];
