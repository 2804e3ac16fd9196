import { untilAborted } from './abortable.js';
import { json, refuse } from './answers.js';
import type { Exchange, Route, Surroundings } from './route.js';
import { type MessageCue, type Scenario, comment, cut, message, raw, wait } from './wire.js';

/**
 * Addresses that fail in one way each, for GET and POST. The streams among them speak
 * `assistant-status`, or `agent-chat` with `?dialect=agent-chat`.
 */
export function createFaultRoutes({ now }: Surroundings): readonly Route[] {
  const faults: Readonly<Record<string, Route['handle']>> = {
    html: () => new Response(loginPage, { headers: { 'Content-Type': 'text/html' } }),
    json: () => json({ unexpected: ['JSON', 'of no known form'] }),
    '204': () => new Response(null, { status: 204 }),
    empty: (exchange) => exchange.stream(sayNothing()),
    cut: (exchange) => exchange.stream(cutShort(words(exchange))),
    garbage: (exchange) => exchange.stream(mixGarbage(words(exchange))),
    // Headers and some text, then not a sign of life.
    stall: (exchange) => exchange.stream(stall(exchange, words(exchange)), { keepAlive: false }),
    // Text with heartbeats, and then neither.
    faint: (exchange) => exchange.stream(faint(exchange, words(exchange)), { keepAlive: false }),
    // Breaks now and then, and goes on after the last event id.
    broken: (exchange) => exchange.stream(tell(words(exchange), heardOf(exchange))),
    // The same, but has forgotten what was sent while nobody listened.
    gap: (exchange) => {
      const heard = heardOf(exchange);
      return exchange.stream(tell(words(exchange), heard > 0 ? heard + 3 : 0));
    },
    // The same, but refuses to go on.
    gone: (exchange) =>
      heardOf(exchange) > 0
        ? refuse(502, 'Bad Gateway')
        : exchange.stream(tell(words(exchange), 0)),
    // Not even headers.
    silent: ({ signal }) => untilAborted(signal),
    busy: createBusyHandler(now),
    ...Object.fromEntries(
      Object.entries(refusals).map(([status, { detail, headers }]) => [
        status,
        () => refuse(Number(status), detail, headers),
      ]),
    ),
  };
  return Object.entries(faults).flatMap(([name, handle]) =>
    (['GET', 'POST'] as const).map((method) => ({ method, path: `/fault/${name}`, handle })),
  );
}

interface Refusal {
  readonly detail: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const refusals: Readonly<Record<string, Refusal>> = {
  '400': { detail: 'Bad Request' },
  '401': { detail: 'Not authenticated', headers: { 'WWW-Authenticate': 'Bearer' } },
  '403': { detail: 'Access denied: Invalid session' },
  '404': { detail: 'Not Found' },
  '413': { detail: 'Message too long: 12000 characters, at most 10000' },
  // As FastAPI says it: a list of what is wrong.
  '422': { detail: [{ loc: ['body', 'content'], msg: 'Field required', type: 'missing' }] },
  '429': { detail: 'Too many requests', headers: { 'Retry-After': '2' } },
  '500': { detail: 'Internal Server Error' },
  '503': { detail: 'Service Unavailable', headers: { 'Retry-After': '2' } },
};

const loginPage = `<!doctype html>
<html lang="en"><title>Sign in</title><h1>Sign in</h1><p>Your session has ended.</p></html>
`;

/** How a dialect says a piece of text, and that it is done. */
interface Words {
  readonly say: (text: string) => MessageCue;
  readonly end: (text: string) => MessageCue;
}

function words({ url }: Exchange): Words {
  if (url.searchParams.get('dialect') === 'agent-chat') {
    return {
      say: (content) => message('message_delta', { content }),
      end: (text) => message('completed', { final_message: text }),
    };
  }
  return {
    say: (content) => message('message', { content, role: 'assistant', done: false }),
    end: () => message('done', { done: true }),
  };
}

async function* sayNothing(): Scenario {
  // The stream opens and ends.
}

async function* cutShort({ say }: Words): Scenario {
  for (const text of ['This answer ', 'will be cut ', 'in the mid']) {
    yield say(text);
    yield wait(150);
  }
  yield cut();
}

async function* mixGarbage({ say, end }: Words): Scenario {
  const { event = 'message' } = say('');
  yield say('Two of these ');
  yield raw('{"content": "unfinished', event);
  yield wait(150);
  yield say('messages could not ');
  yield raw('<b>not JSON</b>', event);
  yield wait(150);
  yield say('be read.');
  yield end('Two of these messages could not be read.');
}

async function* stall({ signal }: Exchange, { say }: Words): Scenario {
  yield say('And then there was ');
  await untilAborted(signal);
}

async function* faint({ signal }: Exchange, { say }: Words): Scenario {
  yield say('I am still here, ');
  for (let beat = 0; beat < 4; beat += 1) {
    yield wait(1_500);
    yield comment('heartbeat');
  }
  yield say('or am I?');
  await untilAborted(signal);
}

const story = `A connection breaks on a train, in a lift and behind a proxy that has had enough.
What was said before stays said, and what was said meanwhile is told when somebody asks for it
by the id of the last thing that was heard.`.split(/(?<= )|(?<=\n)/);

/** Pieces of the story in one connection. */
const AT_ONCE = 12;

/** Tells the story from a piece on. Each has its number for an id. */
async function* tell({ say, end }: Words, from: number): Scenario {
  for (const [index, piece] of story.entries()) {
    if (index < from) continue;
    if (index >= from + AT_ONCE) return yield cut();
    yield { ...say(piece), id: `${index + 1}` };
    yield wait(120);
  }
  yield end(story.join(''));
}

/** How many pieces of the story the client has heard. */
function heardOf({ request }: Exchange): number {
  return Number(request.headers.get('Last-Event-ID') ?? 0);
}

/** Refuses for a second from the first request with a `?key=` on, then answers. */
function createBusyHandler(now: () => number): Route['handle'] {
  const busyUntil = new Map<string, number>();
  return (exchange) => {
    const key = exchange.url.searchParams.get('key') ?? '';
    const until = busyUntil.get(key) ?? now() + 1000;
    busyUntil.set(key, until);
    if (now() < until) return refuse(503, 'Busy for a second', { 'Retry-After': '1' });
    return exchange.stream(answerAfterAll(words(exchange)));
  };
}

async function* answerAfterAll({ say, end }: Words): Scenario {
  const text = 'Now I have time for you.';
  yield say(text);
  yield end(text);
}
