import type { SseMessage } from '../connection/index.js';
import { parseJson, type Lane, type StreamEventBody } from '../events/index.js';
import { decodeAnswer, fail, serverTrouble } from './answer.js';
import type { DialectMap } from './custom-map.js';
import { conditionOf, Reading, valueAt } from './custom-reading.js';
import type { Decoder } from './dialect.js';
import { MessageWriter } from './message-writer.js';
import { isRecord, signOfLife, unexpected, unknown } from './wire-data.js';

/** Most tools and steps that are waited for; of more, the oldest are forgotten. */
const MOST_OPEN = 1000;

/** A tool or a step that goes on. */
interface Open {
  readonly sort: 'tool' | 'step';
  readonly name: string | undefined;
  readonly id: string;
}

/** Reads one run of a server that a map describes. */
export class CustomDecoder implements Decoder {
  readonly dialect = 'custom';
  readonly #map: DialectMap;
  readonly #sent: string;
  /** What the message that is being decoded means. */
  #events: StreamEventBody[] = [];
  readonly #writer = new MessageWriter((event) => this.#events.push(event));
  /** The text beside the answer that grows. */
  #aside: { readonly lane: Lane; readonly textId: string } | undefined;
  /** What goes on, oldest first. */
  #open: readonly Open[] = [];
  /** How much has been meant so far. */
  #count = 0;
  #isOver = false;

  constructor(map: DialectMap, sent: string) {
    this.#map = map;
    this.#sent = sent;
  }

  get isComplete(): boolean {
    return this.#map.endsOnClose === true && this.#count > 0;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    const { event, data } = message;
    const parsed = parseJson(data);
    const value = parsed.ok ? parsed.value : data;
    const name = this.#nameOf(event, value, data);
    if (name === undefined) return [signOfLife(message) ?? unknown(event, value)];
    this.#events = [];
    const meanings = [this.#map.messages[name] ?? []].flat();
    const readings = meanings.map((meaning) => new Reading(meaning, value, data));
    const holding = readings.filter(({ holds }) => holds);
    for (const reading of holding) this.#mean(reading, value);
    if (holding.length > 0) return this.#events;
    const paths = meanings.map((meaning) => `"${conditionOf(meaning) ?? ''}"`);
    return [unexpected(`a value at ${paths.join(' or ')} in ${name}`, 'none', data)];
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    const parsed = parseJson(json);
    const text = parsed.ok ? valueAt(parsed.value, this.#map.answer ?? 'content') : undefined;
    if (typeof text !== 'string') return decodeAnswer(json, this.#sent);
    this.#events = [];
    this.#end(text);
    return this.#events;
  }

  end(): readonly StreamEventBody[] {
    if (!this.isComplete || this.#isOver) return [];
    this.#events = [];
    this.#end();
    return this.#events;
  }

  /** The first that the map knows: what came as it is, its name in the data, that of the event, any. */
  #nameOf(event: string, value: unknown, data: string): string | undefined {
    const { name, messages } = this.#map;
    const given = name === undefined ? undefined : valueAt(value, name);
    const names = [data, given, event, '*'];
    return names.find(
      (known): known is string => typeof known === 'string' && Object.hasOwn(messages, known),
    );
  }

  #mean(reading: Reading, value: unknown): void {
    const { is } = reading;
    const text = reading.text('text') ?? '';
    this.#count += 1;
    if (is !== this.#aside?.lane && is !== 'alive') this.#endAside();
    switch (is) {
      case 'text':
      case 'whole': {
        const author = reading.text('author');
        if (author !== undefined) this.#writer.setSpeaker(author);
        if (is === 'text') this.#writer.append(text);
        else this.#writer.settle(text);
        break;
      }
      case 'reasoning':
      case 'commentary':
      case 'refusal':
        this.#sayAside(is, text);
        break;
      case 'status':
        this.#push({ type: 'status', text, ...reading.texts('detail') });
        break;
      case 'tool':
        this.#call(reading);
        break;
      case 'tool-result':
        this.#endCall(reading);
        break;
      case 'step': {
        const stepId = this.#begin('step', reading);
        this.#push({
          type: 'step.start',
          stepId,
          sort: 'step',
          ...reading.texts('name', 'detail'),
        });
        break;
      }
      case 'step-end':
        this.#push({
          type: 'step.end',
          stepId: this.#finish('step', reading),
          ...outcomeOf(reading),
        });
        break;
      case 'progress':
      case 'progress-end':
        this.#move(reading);
        break;
      case 'checkpoint':
        this.#push({
          ...{ type: 'checkpoint.open', checkpointId: reading.text('id') ?? '', ask: 'approve' },
          ...reading.texts('title', 'text'),
          ...{ proposal: reading.value('proposal'), canEdit: false },
          reply: { dialect: 'custom', send: 'post' },
        });
        break;
      case 'session':
        this.#push({ type: 'run.start', sessionId: reading.text('id') ?? '' });
        break;
      case 'error':
        this.#isOver = true;
        for (const event of fail({ ...serverTrouble(value), ...reading.texts('text', 'code') }))
          this.#push(event);
        break;
      case 'done':
        this.#end(text);
        break;
      case 'alive':
        this.#push({ type: 'alive', from: 'ping' });
        break;
      default:
        is satisfies never;
    }
  }

  #push(event: StreamEventBody): void {
    this.#events.push(event);
  }

  #end(text = ''): void {
    if (text !== '') this.#writer.settle(text);
    this.#isOver = true;
    this.#endAside();
    this.#writer.close();
    this.#push({ type: 'run.end', status: 'ok' });
  }

  #sayAside(lane: Lane, text: string): void {
    if (!this.#aside) {
      const textId = `${lane}/${this.#count}`;
      this.#aside = { lane, textId };
      this.#push({ type: 'text.start', textId, messageId: textId, lane, role: 'assistant' });
    }
    this.#push({ type: 'text.delta', textId: this.#aside.textId, mode: 'append', text });
  }

  #endAside(): void {
    if (!this.#aside) return;
    this.#push({ type: 'text.end', textId: this.#aside.textId });
    this.#aside = undefined;
  }

  #call(reading: Reading): void {
    const toolId = this.#begin('tool', reading);
    const messageId = this.#writer.breakOff();
    const named = reading.texts('name', 'title');
    this.#push({ type: 'tool.start', toolId, messageId, ...named, runBy: 'agent' });
    if (reading.value('args') === undefined) return;
    this.#push({ type: 'tool.args', toolId, mode: 'replace', text: reading.source('args') });
  }

  #endCall(reading: Reading): void {
    const toolId = this.#finish('tool', reading);
    const output = reading.value('result');
    if (output !== undefined) {
      const text = reading.source('result');
      this.#push({ type: 'tool.output', toolId, output, text, partial: false, mode: 'replace' });
    }
    this.#push({ type: 'tool.end', toolId, ...outcomeOf(reading) });
  }

  #move(reading: Reading): void {
    const figures = reading.value('figures');
    const outcome = outcomeOf(reading).status;
    this.#push({
      ...{ type: 'progress', progressId: reading.text('operation') ?? '' },
      ...reading.texts('operation', 'message', 'state'),
      ...reading.figures('percentage'),
      ...(isRecord(figures) ? { figures } : {}),
      ...(reading.is === 'progress' ? {} : { outcome }),
    });
  }

  #begin(sort: Open['sort'], reading: Reading): string {
    const id = `${sort}/${reading.text('id') ?? this.#count}`;
    this.#open = [...this.#open, { sort, name: reading.text('name'), id }].slice(-MOST_OPEN);
    return id;
  }

  /** The id of what ends: the one of that id, else the oldest of that name, else the oldest. */
  #finish(sort: Open['sort'], reading: Reading): string {
    const { id: given, name } = reading.texts('id', 'name');
    const wanted = given === undefined ? undefined : `${sort}/${given}`;
    const over = this.#open.find(
      (one) =>
        one.sort === sort && (wanted ? one.id === wanted : name === undefined || one.name === name),
    );
    this.#open = this.#open.filter((one) => one !== over);
    return wanted ?? over?.id ?? `${sort}/${this.#count}`;
  }
}

function outcomeOf(reading: Reading): {
  readonly status: 'ok' | 'failed';
  readonly error?: string;
  readonly duration?: number;
} {
  const status = reading.value('error') === undefined ? 'ok' : 'failed';
  return { status, ...reading.texts('error'), ...reading.figures('duration') };
}
