// Promises to a person whose train goes through tunnels: nothing is lost, nothing is doubled.
import { expect } from 'chai';
import type { StreamEventBody } from '../../src/events/index.js';
import { Session, type SessionSettings } from '../../src/session/index.js';
import { seededRandom } from '../support/chunked-body.js';
import { createEventDialect } from '../support/event-dialect.js';
import { eventStreamResponse } from '../support/fake-fetch.js';
import { decodeLastEventId } from '../support/fault-server/replay.js';
import { listFixtures, loadFixture } from '../support/fixtures.js';
import { createInstantClock } from '../support/instant-clock.js';
import { lastingState } from '../support/lasting-state.js';

const CUTS = 100;
const LENGTH = 130;

/** What recorded streams mean, one after the other, without their ends. */
const events: readonly StreamEventBody[] = (
  await Promise.all(listFixtures().map(({ dialect, name }) => loadFixture(dialect, name)))
)
  .flatMap((fixture) => fixture.events)
  .filter((event) => event.type !== 'run.end' && !(event.type === 'trouble' && event.fatal));

/** One run as a server remembers it. */
interface History {
  readonly bytes: Uint8Array;
  /** Where each message begins, and the end. */
  readonly starts: readonly number[];
}

function createHistory(from: number): History {
  const bodies: StreamEventBody[] = events.slice(from, from + LENGTH - 1);
  bodies.push({ type: 'run.end', status: 'ok' });
  const blocks = bodies.map((body, index) => `id: ${index + 1}\ndata: ${JSON.stringify(body)}\n\n`);
  const encoder = new TextEncoder();
  const starts = [0];
  for (const block of blocks) starts.push((starts.at(-1) ?? 0) + encoder.encode(block).byteLength);
  return { bytes: encoder.encode(blocks.join('')), starts };
}

/** A server that goes on after the last id, and cuts its answer so many times, cleanly or not. */
function createServer({ bytes, starts }: History, cuts: number, random: () => number) {
  const requests: string[] = [];
  const fetch: typeof globalThis.fetch = async (_, { headers, method = 'GET' } = {}) => {
    requests.push(method);
    const heard = Number(decodeLastEventId(new Headers(headers).get('last-event-id')));
    const from = starts[heard] ?? 0;
    if (requests.length > cuts) return eventStreamResponse(bodyOf(bytes.subarray(from), true));
    // Into one of the next three messages, but never past the last one.
    const message = Math.min(heard + Math.floor(random() * 3), starts.length - 2);
    const [begin = 0, end = 0] = starts.slice(message);
    const cut = begin + Math.floor(random() * (end - begin));
    return eventStreamResponse(bodyOf(bytes.subarray(from, cut), random() < 0.5));
  };
  return { fetch, requests };
}

function bodyOf(bytes: Uint8Array, isClean: boolean): ReadableStream<Uint8Array> {
  let isRead = bytes.byteLength === 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (isRead && isClean) controller.close();
        else if (isRead) controller.error(new TypeError('terminated'));
        else controller.enqueue(bytes);
        isRead = true;
      },
    },
    { highWaterMark: 0 },
  );
}

/** By GET the feed is opened again; a POST is sent once and resumed by GET. */
const ways: readonly ['GET' | 'POST', SessionSettings][] = [
  ['GET', { method: 'GET' }],
  ['POST', { method: 'POST', resumeEndpoint: '/resume' }],
];

async function run(history: History, cuts: number, seed: number) {
  const random = seededRandom(seed);
  const server = createServer(history, cuts, random);
  const [method, settings] = ways[seed % ways.length] ?? ways[0] ?? expect.fail();
  const dialect = createEventDialect({
    opens: true,
    ...(method === 'GET' && { whenClosed: 'reopen' }),
    request: (_, { endpoint }) => ({ url: endpoint, method }),
  });
  const session = new Session(
    { endpoint: '/run', dialect, fetch: server.fetch, maxRetries: Infinity, ...settings },
    { clock: createInstantClock(random) },
  );
  const heard: string[] = [];
  session.subscribe((notice) => {
    if (notice.type === 'received') heard.push(notice.event.wire?.id ?? '');
  });
  await session.open();
  return { heard, requests: server.requests, method, state: lastingState(session.state) };
}

describe('a run on a server that replays', () => {
  const traces = Error.stackTraceLimit;
  // A trace for every cut would take longer than all the rest.
  before(() => void (Error.stackTraceLimit = 0));
  after(() => void (Error.stackTraceLimit = traces));

  const ids = Array.from({ length: LENGTH }, (_, index) => String(index + 1));

  for (let group = 0; group < 10; group += 1) {
    it(`loses and doubles nothing in 100 runs of 100 cuts each (${group + 1} of 10)`, async () => {
      const history = createHistory(group * 50);
      const whole = await run(history, 0, 0);
      for (let seed = group * 100; seed < (group + 1) * 100; seed += 1) {
        const { heard, method, requests, state } = await run(history, CUTS, seed);
        const expected = [method, ...Array.from({ length: CUTS }, () => 'GET')];
        expect(requests, `seed ${seed}`).to.deep.equal(expected);
        expect(heard, `seed ${seed}`).to.deep.equal(ids);
        expect(state, `seed ${seed}`).to.equal(whole.state);
      }
    });
  }
});
