import type { SseMessage } from '../connection/index.js';
import {
  elementTexts,
  memberText,
  parseJson,
  type HistoryMessage,
  type StreamEventBody,
} from '../events/index.js';
import { decodeAnswer, fail, serverTrouble } from './answer.js';
import type { Decoder } from './dialect.js';
import { toHistoryMessage } from './history-message.js';
import { MessageWriter } from './message-writer.js';
import { readQuota } from './quota.js';
import {
  kindOf,
  memberOf,
  readFields,
  signOfLife,
  unexpected,
  unknown,
  type Fields,
  type Wanted,
  type WireData,
} from './wire-data.js';

/** Names whose data must be JSON. `message` is also the name of what has none. */
const KNOWN: ReadonlySet<string> = new Set([
  'session_initialized',
  'message_delta',
  'message',
  'tool_call',
  'tool_result',
  'agent_updated',
  'completed',
  'history',
  'error',
  'rate_limit_exceeded',
  'batch',
]);

/** Reads one run of an `agent-chat` server. */
export class AgentChatDecoder implements Decoder {
  readonly dialect = 'agent-chat';
  readonly #sent: string;
  /** What the message that is being decoded means. */
  #events: StreamEventBody[] = [];
  readonly #writer = new MessageWriter((event) => this.#events.push(event));
  #tools = 0;
  /** Calls without a result, oldest first. */
  readonly #openTools: string[] = [];
  #isOver = false;

  constructor(sent: string) {
    this.#sent = sent;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    const { event, data } = message;
    const life = signOfLife(message);
    if (life) return [life];
    this.#events = [];
    const parsed = parseJson(data);
    const text = () => data;
    if (!parsed.ok) this.#takeUnreadable(event, data, parsed);
    else if (isNested(event, parsed.value)) this.#takeEntry(parsed.value, text);
    else this.#take({ event, value: parsed.value, text });
    return this.#events;
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return decodeAnswer(json, this.#sent);
  }

  end(): readonly StreamEventBody[] {
    return [];
  }

  /** `{event, data}`, alone or in a batch. */
  #takeEntry(entry: unknown, text: () => string): void {
    const event = memberOf(entry, 'event');
    const data = memberOf(entry, 'data');
    if (typeof event !== 'string') {
      this.#events.push(unexpected('an entry with event and data', kindOf(entry), text()));
    } else if (typeof data === 'string') {
      // Alone it would be text, too.
      const parsed = parseJson(data);
      if (parsed.ok) this.#take({ event, value: parsed.value, text: () => data });
      else this.#takeUnreadable(event, data, parsed);
    } else this.#take({ event, value: data, text: () => memberText(text(), 'data') ?? text() });
  }

  /** What the name alone says still holds: a call whose result will come, the end of the run. */
  #takeUnreadable(
    event: string,
    data: string,
    { expected, found }: { readonly expected: string; readonly found: string },
  ): void {
    if (!KNOWN.has(event)) {
      this.#events.push(unknown(event, data));
      return;
    }
    this.#events.push(unexpected(expected, found, data));
    const reported = this.#events.length;
    this.#take({ event, value: undefined, text: () => data });
    const isNews = (body: StreamEventBody) => body.type !== 'trouble' || body.sort !== 'parse';
    this.#events.push(...this.#events.splice(reported).filter(isNews));
  }

  #take(wire: WireData): void {
    const { event, value } = wire;
    switch (event) {
      case 'session_initialized': {
        const { session_id: sessionId } = this.#read(wire, { session_id: 'string' });
        if (sessionId !== undefined) this.#emit({ type: 'run.start', sessionId });
        return;
      }
      case 'message_delta':
        return this.#writer.append(this.#read(wire, { content: 'string' }).content ?? '');
      case 'message': {
        const { content } = this.#read(wire, { content: 'string' });
        // One that cannot be read may have had another name, or none: it ends no message.
        if (content !== undefined) this.#writer.settle(content);
        return;
      }
      case 'agent_updated': {
        const { name } = this.#read(wire, { name: 'string' });
        if (name !== undefined) this.#writer.setSpeaker(name);
        return;
      }
      case 'tool_call':
        return this.#beginTool(wire);
      case 'tool_result':
        return this.#endTool(wire);
      case 'completed':
        this.#writer.settle(this.#read(wire, { final_message: 'string' }).final_message ?? '');
        return this.#end([{ type: 'run.end', status: 'ok' }]);
      case 'history':
        return this.#takeHistory(wire);
      case 'error':
        this.#writer.close();
        return this.#end(fail(serverTrouble(value)));
      case 'rate_limit_exceeded':
        this.#writer.close();
        return this.#end(fail(readQuota(wire, this.#events)));
      case 'batch':
        return this.#takeBatch(wire);
      case 'ping':
        return this.#emit({ type: 'alive', from: 'ping' });
      default:
        return this.#emit(unknown(event, value));
    }
  }

  #beginTool(wire: WireData): void {
    const fields = this.#read(wire, { tool_name: 'string', arguments: 'any' });
    const toolId = this.#startTool(fields.tool_name);
    this.#openTools.push(toolId);
    if (fields.arguments === undefined) {
      this.#emit({ type: 'tool.input', toolId, input: null, ok: false });
      return;
    }
    const { text, value: input } = asSent(wire, 'arguments', fields.arguments);
    this.#emit({ type: 'tool.args', toolId, mode: 'replace', text });
    this.#emit({ type: 'tool.input', toolId, input, ok: true });
  }

  #endTool(wire: WireData): void {
    const { output } = this.#read(wire, { output: 'any' });
    const toolId = this.#openTools.shift() ?? this.#startUncalledTool();
    if (output !== undefined) {
      const { text, value } = asSent(wire, 'output', output);
      const whole = { partial: false, mode: 'replace' } as const;
      this.#emit({ type: 'tool.output', toolId, output: value, text, ...whole });
    }
    this.#emit({ type: 'tool.end', toolId, status: 'ok' });
  }

  #startTool(name?: string): string {
    this.#tools += 1;
    const toolId = `tool/${this.#tools}`;
    const messageId = this.#writer.breakOff();
    const called = name === undefined ? {} : { name };
    this.#emit({ type: 'tool.start', toolId, messageId, runBy: 'agent', ...called });
    return toolId;
  }

  #startUncalledTool(): string {
    const toolId = this.#startTool();
    this.#emit({
      type: 'trouble',
      fatal: false,
      sort: 'error',
      code: 'tool-result-without-call',
      text: 'Expected a tool call before its result, found none that is open.',
      about: toolId,
    });
    return toolId;
  }

  #takeHistory(wire: WireData): void {
    const messages: HistoryMessage[] = [];
    for (const { value, text } of this.#entriesOf(wire)) {
      const message = toHistoryMessage(value);
      if (message) messages.push(message);
      else this.#emit(unexpected('a message with role and content', kindOf(value), text()));
    }
    if (Array.isArray(wire.value)) this.#emit({ type: 'history', mode: 'merge', messages });
  }

  #takeBatch(wire: WireData): void {
    for (const { value, text } of this.#entriesOf(wire)) this.#takeEntry(value, text);
  }

  /** The elements of a list, each with its own text. */
  #entriesOf({ event, value, text }: WireData): readonly Omit<WireData, 'event'>[] {
    if (!Array.isArray(value)) {
      this.#emit(unexpected(`the data of ${event} to be a list`, kindOf(value), text()));
      return [];
    }
    let texts: readonly string[] | undefined;
    const textAt = (index: number) => {
      texts ??= elementTexts(text()) ?? [];
      return texts[index] ?? text();
    };
    return value.map((entry: unknown, index) => ({ value: entry, text: () => textAt(index) }));
  }

  /** The run ends once. What comes later, history above all, is taken as it comes. */
  #end(events: readonly StreamEventBody[]): void {
    for (const event of events) if (event.type !== 'run.end' || !this.#isOver) this.#emit(event);
    this.#isOver = true;
  }

  #read<const W extends Wanted>(wire: WireData, wanted: W): Fields<W> {
    return readFields(wire, wanted, this.#events);
  }

  #emit(event: StreamEventBody): void {
    this.#events.push(event);
  }
}

function isNested(event: string, value: unknown): boolean {
  const isUnnamed = event === 'message' && memberOf(value, 'content') === undefined;
  return isUnnamed && typeof memberOf(value, 'event') === 'string';
}

/**
 * A member's value and its JSON text, digit by digit. Some servers put JSON into a string; it is
 * shown as the JSON that it is, not least so that what is secret in it can be found.
 */
function asSent(
  { text }: WireData,
  key: string,
  value: unknown,
): { readonly text: string; readonly value: unknown } {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    const parsed = parseJson(value);
    if (parsed.ok) return { text: value, value: parsed.value };
  }
  return { text: memberText(text(), key) ?? JSON.stringify(value), value };
}
