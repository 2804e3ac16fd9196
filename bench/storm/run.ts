// npm run bench:storm: a server with 100,000 open streams restarts. How many come back in one moment?
//
//   npm run bench:storm -- 10000    fewer clients, sooner done
//
// Ours is the real connection on a clock of its own; the others are three lines each.
import { seededRandom } from '../../test/support/chunked-body.js';
import { table } from '../report/table.js';
import { clientKinds, ours, type ClientKind } from './clients.js';
import { RestartingServer } from './server.js';
import { settled, VirtualClock } from './virtual-clock.js';

interface Case {
  /** Milliseconds for which nobody listens; 0: another server takes over at once. */
  readonly away: number;
  /** Share of the clients that were in the middle of an answer. */
  readonly busy: number;
  readonly kinds: readonly ClientKind[];
}

const cases: readonly Case[] = [
  { away: 0, busy: 0, kinds: clientKinds },
  { away: 2_000, busy: 0, kinds: clientKinds },
  { away: 10_000, busy: 0, kinds: [ours] },
  { away: 0, busy: 0.1, kinds: [ours] },
  { away: 2_000, busy: 1, kinds: [ours] },
  { away: 0, busy: 1, kinds: [ours] },
];

const clients = Number(process.argv[2] ?? 100_000);
/** Share of the clients that the server can take in 100 ms. */
const ACCEPTS = 0.02;
/** How long the streams have been open when it restarts, and how long it is watched afterwards. */
const BEFORE = 60_000;
const AFTER = 60_000;

// A hundred thousand stacks of errors that are expected.
Error.stackTraceLimit = 0;

const rows: string[][] = [];
for (const { away, busy, kinds } of cases) {
  for (const kind of kinds) {
    const server = await simulate(kind, away, busy);
    const share = (requests: number) => `${((100 * requests) / clients).toFixed(1)} %`;
    const seconds = (time?: number) =>
      time === undefined ? 'never' : `${(time / 1_000).toFixed(1)} s`;
    rows.push([
      away === 0 ? 'back at once' : `away for ${away / 1_000} s`,
      `${busy * 100} %`,
      kind.name,
      share(server.peakAfter(0)),
      share(server.peakAfter(away)),
      seconds(server.returnOf(0.5, clients)),
      seconds(server.returnOf(0.99, clients)),
    ]);
    console.error(`${rows.length}: ${kind.name}`);
  }
}

console.log(
  `${clients} clients; the server can take ${ACCEPTS * 100} % of them in 100 ms. Most requests in any 100 ms:\n`,
);
console.log(
  table(
    ['server', 'busy', 'client', 'of all tries', 'once it is back', 'half back', '99 % back'],
    rows,
  ),
);

const single = await simulate(ours, 0, 1, Infinity);
console.log(
  `\nA cut in the middle of an answer while the server is up: half of the first tries come within ${single.returnOf(0.5, clients)} ms.`,
);

async function simulate(
  kind: ClientKind,
  away: number,
  busy: number,
  acceptsPerWindow = clients * ACCEPTS,
): Promise<RestartingServer> {
  const clock = new VirtualClock(seededRandom(1));
  const server = new RestartingServer(clock, { away, acceptsPerWindow });
  for (let client = 0; client < clients; client += 1) void kind.run(server, clock);
  await settled();
  await clock.runUntil(BEFORE);
  server.speak(busy);
  await settled();
  server.restart();
  await settled();
  await clock.runUntil(BEFORE + away + AFTER);
  return server;
}
