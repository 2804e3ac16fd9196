import type { SseMessage } from '../connection/index.js';
import { quote, type StreamEventBody, type Trouble } from '../events/index.js';
import { decodeAnswer, fail } from './answer.js';
import type { Decoder, Dialect, RequestSettings, RequestTemplate } from './dialect.js';
import { buildRequest } from './request.js';
import { unknown } from './wire-data.js';

/** Most messages, and characters of them, that wait for one that tells the dialect. */
const MOST_WAITING = { messages: 5, characters: 65_536 };

/** So many messages in a row that only another dialect knows are no accident. */
const MANY_STRANGE = 20;

/**
 * A dialect that finds out which of the given ones a server speaks, from the first message that
 * could come from one of them alone. Once it has decided it stays with that for the run.
 */
export function createAuto(dialects: readonly Dialect[]): Dialect {
  const template = (settings: RequestSettings) => mergeTemplates(dialects, settings);
  return {
    name: 'auto',
    sessionIds: 'server',
    whenClosed: 'finish',
    detect: (message) => dialects.some((dialect) => dialect.detect(message)),
    template,
    request: (intent, settings) => buildRequest(intent, settings, template(settings)),
    propose(intent, settings) {
      const [proposal] = dialects.flatMap((each) => each.propose?.(intent, settings) ?? []);
      return proposal;
    },
    createDecoder: (...given) => new AutoDecoder(dialects, given),
  };
}

/** The members of every dialect that would POST: each server reads its own and ignores the rest. */
function mergeTemplates(
  dialects: readonly Dialect[],
  settings: RequestSettings,
): RequestTemplate & { readonly params: Readonly<Record<string, string>> } {
  let body = {};
  let params = {};
  for (const dialect of dialects) {
    const template = dialect.template?.(settings);
    if (!template || template.method === 'GET') continue;
    body = { ...body, ...template.body };
    params = { ...params, ...template.params };
  }
  return { body, params };
}

class AutoDecoder implements Decoder {
  readonly #dialects: readonly Dialect[];
  /** What a decoder is made with. */
  readonly #given: Parameters<Dialect['createDecoder']>;
  #chosen: Decoder | undefined;
  #first: SseMessage | undefined;
  #waiting: SseMessage[] = [];
  #characters = 0;
  #hasGivenUp = false;
  /** How many messages in a row only another dialect knows; undefined once that was reported. */
  #strange: number | undefined = 0;

  constructor(dialects: readonly Dialect[], given: Parameters<Dialect['createDecoder']>) {
    this.#dialects = dialects;
    this.#given = given;
  }

  get dialect(): string {
    return this.#chosen?.dialect ?? 'auto';
  }

  get isComplete(): boolean {
    return this.#chosen?.isComplete ?? false;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    if (this.#chosen) return this.#watch(message, this.#chosen);
    this.#first ??= message;
    if (this.#hasGivenUp) return [strange(message)];
    this.#waiting.push(message);
    this.#characters += message.data.length;
    const dialect = this.#dialects.find((candidate) => candidate.detect(message));
    if (dialect) return this.#choose(dialect);
    const isFull =
      this.#waiting.length >= MOST_WAITING.messages || this.#characters > MOST_WAITING.characters;
    return isFull ? this.#giveUp() : [];
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return decodeAnswer(json, this.#given[0]);
  }

  end(): readonly StreamEventBody[] {
    if (this.#chosen) return this.#chosen.end();
    // Without any message there is nothing to be told; the connection says what became of it.
    if (!this.#first) return [];
    return [...this.#giveUp(), ...fail(unknownDialect(this.#dialects, this.#first))];
  }

  #choose(dialect: Dialect): readonly StreamEventBody[] {
    const decoder = dialect.createDecoder(...this.#given);
    this.#chosen = decoder;
    return this.#takeWaiting().flatMap((message) => decoder.decode(message));
  }

  #giveUp(): readonly StreamEventBody[] {
    this.#hasGivenUp = true;
    return this.#takeWaiting().map(strange);
  }

  #takeWaiting(): readonly SseMessage[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  #watch(message: SseMessage, chosen: Decoder): readonly StreamEventBody[] {
    const events = chosen.decode(message);
    if (this.#strange === undefined) return events;
    const isStrange = events.length > 0 && events.every((event) => isUnknown(event));
    const other = isStrange ? this.#otherThatKnows(message, chosen) : undefined;
    this.#strange = other ? this.#strange + 1 : 0;
    if (!other || this.#strange < MANY_STRANGE) return events;
    this.#strange = undefined;
    return [...events, dialectChanged(chosen.dialect, other.name)];
  }

  #otherThatKnows(message: SseMessage, chosen: Decoder): Dialect | undefined {
    return this.#dialects.find(
      (dialect) => dialect.name !== chosen.dialect && dialect.detect(message),
    );
  }
}

function strange({ event, data }: SseMessage): StreamEventBody {
  return unknown(event, data);
}

function isUnknown(event: StreamEventBody): boolean {
  return event.type === 'custom'
    ? !event.known
    : event.type === 'trouble' && event.sort === 'parse';
}

function unknownDialect(dialects: readonly Dialect[], { event, data }: SseMessage): Trouble {
  const names = dialects.map(({ name }) => name).join(', ');
  const found = `a message "${event}" with ${quote(data)}`;
  return {
    type: 'trouble',
    fatal: true,
    sort: 'parse',
    code: 'dialect-unknown',
    text: `Expected a stream in one of the dialects ${names}, found ${found} first.`,
    raw: data,
  };
}

function dialectChanged(chosen: string, other: string): Trouble {
  const found = `${MANY_STRANGE} messages in a row that look like "${other}"`;
  return {
    type: 'trouble',
    fatal: false,
    sort: 'error',
    code: 'dialect-changed',
    text: `Expected messages of the dialect "${chosen}", found ${found}.`,
  };
}
