import type { SseMessage } from '../connection/index.js';
import { parseJson, type Role, type StreamEventBody } from '../events/index.js';
import { decodeAnswer, fail, serverTrouble, toRole } from './answer.js';
import type { Decoder, Dialect, RequestSettings, RequestTemplate } from './dialect.js';
import { buildRequest } from './request.js';
import { StatusSteps } from './status-steps.js';
import {
  isRecord,
  memberOf,
  readFields,
  signOfLife,
  unexpected,
  unknown,
  type WireData,
} from './wire-data.js';

/** An assistant that shows what it is doing while it answers: `status`, `message`, `done`. */
export const assistantStatus: Dialect = {
  name: 'assistant-status',
  sessionIds: 'client',
  whenClosed: 'finish',
  detect,
  template,
  request: (intent, settings) => buildRequest(intent, settings, template(settings)),
  createDecoder: (sent) => new AssistantStatusDecoder(sent),
};

function template({ noStatus }: RequestSettings): RequestTemplate {
  return {
    body: {
      content: '{{message}}',
      user_id: '{{user}}',
      conversation_id: '{{conversation}}',
      message_id: '{{message_id}}',
      stream: '{{stream}}',
    },
    ...(noStatus && { params: { include_status: 'false' } }),
  };
}

function detect({ event, data }: SseMessage): boolean {
  const parsed = parseJson(data);
  if (!parsed.ok) return false;
  const { value } = parsed;
  if (event === 'status' || event === 'message') {
    const isStatus = memberOf(value, 'type') === 'status';
    if (isStatus && typeof memberOf(value, 'message') === 'string') return true;
  }
  if (event !== 'message' && event !== 'done') return false;
  const done = memberOf(value, 'done');
  return done === true || (done === false && typeof memberOf(value, 'content') === 'string');
}

/** Names whose data must be JSON. `message` is also the name of what has none. */
const KNOWN: ReadonlySet<string> = new Set(['status', 'message', 'done', 'error']);

class AssistantStatusDecoder implements Decoder {
  readonly dialect = 'assistant-status';
  readonly #sent: string;
  readonly #steps = new StatusSteps();
  /** What the server repeats of the person's words, until it says something else. */
  #echo = '';
  /** The text that grows. */
  #text: { readonly id: string; readonly role: Role } | undefined;
  #texts = 0;
  #isOver = false;

  constructor(sent: string) {
    this.#sent = sent;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    const { event, data } = message;
    const life = signOfLife(message);
    if (life) return [life];
    // An end without data is an end.
    if (event === 'done' && data === '') return this.#finish();
    const parsed = parseJson(data);
    if (!parsed.ok && !KNOWN.has(event)) return [unknown(event, data)];
    if (!parsed.ok) {
      const trouble = unexpected(parsed.expected, parsed.found, data);
      return event === 'done' ? [trouble, ...this.#finish()] : [trouble];
    }
    const { value } = parsed;
    const wire: WireData = { event, value, text: () => data };
    if (event === 'done') return this.#finish();
    if (event === 'error') return this.#fail(value);
    // Older servers send everything without a name.
    const isUnnamed = event === 'message';
    const isStatus = isUnnamed && memberOf(value, 'type') === 'status';
    if (event === 'status' || isStatus) return this.#readStatus(wire);
    return isUnnamed ? this.#readPiece(wire) : [unknown(event, value)];
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return decodeAnswer(json, this.#sent);
  }

  end(): readonly StreamEventBody[] {
    // The beginning of a repetition says nothing that is not on screen.
    return this.#sent.startsWith(this.#echo) ? [] : this.#endEcho();
  }

  #readStatus(wire: WireData): StreamEventBody[] {
    const events: StreamEventBody[] = [];
    const { message } = readFields(wire, { message: 'string' }, events);
    // After the end nothing goes on that a status could tell of.
    if (message !== undefined && !this.#isOver) events.push(...this.#steps.read(message));
    return events;
  }

  #readPiece(wire: WireData): StreamEventBody[] {
    const { value, event } = wire;
    const [content, role, done] = ['content', 'role', 'done'].map((key) => memberOf(value, key));
    if (isRecord(value) && content === undefined && role === undefined && done === undefined) {
      const type = memberOf(value, 'type');
      return [unknown(typeof type === 'string' ? type : event, value)];
    }
    const events: StreamEventBody[] = [];
    if (content !== undefined || done !== true) {
      const { content: text } = readFields(wire, { content: 'string' }, events);
      if (text !== undefined) events.push(...this.#say(text, toRole(role)));
    }
    return done === true ? [...events, ...this.#finish()] : events;
  }

  #say(text: string, role: Role): StreamEventBody[] {
    if (role === 'user') {
      this.#echo += text;
      return [];
    }
    const events = this.#endEcho();
    if (text !== '') events.push(...this.#append(text, role));
    return events;
  }

  #append(text: string, role: Role): StreamEventBody[] {
    const events = this.#text?.role === role ? [] : this.#endText();
    if (!this.#text) {
      this.#texts += 1;
      const messageId = `answer/${this.#texts}`;
      this.#text = { id: `${messageId}/1`, role };
      events.push({ type: 'text.start', textId: this.#text.id, messageId, lane: 'answer', role });
    }
    events.push({ type: 'text.delta', textId: this.#text.id, mode: 'append', text });
    return events;
  }

  #endText(): StreamEventBody[] {
    const text = this.#text;
    this.#text = undefined;
    return text ? [{ type: 'text.end', textId: text.id }] : [];
  }

  /** What the server repeated is dropped when it is what was sent, else it is shown. */
  #endEcho(): StreamEventBody[] {
    const text = this.#echo;
    this.#echo = '';
    const isKnown = text === '' || text.trim() === this.#sent.trim();
    return isKnown ? [] : [...this.#append(text, 'user'), ...this.#endText()];
  }

  #finish(): StreamEventBody[] {
    const events = this.#endEcho();
    if (this.#isOver) return events;
    this.#isOver = true;
    return [
      ...events,
      ...this.#endText(),
      ...this.#steps.end(),
      { type: 'status', text: '' },
      { type: 'run.end', status: 'ok' },
    ];
  }

  #fail(value: unknown): StreamEventBody[] {
    this.#isOver = true;
    return [...this.#endEcho(), ...this.#endText(), ...fail(serverTrouble(value))];
  }
}
