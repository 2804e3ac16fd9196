import type { SseMessage } from '../connection/index.js';
import { parseJson, type StreamEventBody } from '../events/index.js';
import { decodeAnswer, serverTrouble } from './answer.js';
import type { Decoder, Dialect, RequestSettings, RequestTemplate } from './dialect.js';
import { MessageWriter } from './message-writer.js';
import { buildRequest, postJson, refuse } from './request.js';
import { ToolSteps } from './tool-steps.js';
import {
  kindOf,
  memberOf,
  readFields,
  signOfLife,
  unexpected,
  unknown,
  type WireData,
} from './wire-data.js';

/** Long operations, several at once: `progress`, `content`, `done`, `error`. */
export const operationProgress: Dialect = {
  name: 'operation-progress',
  sessionIds: 'client',
  whenClosed: 'finish',
  detect,
  template,
  request: (intent, settings) => buildRequest(intent, settings, template(settings)),
  createDecoder: (sent) => new OperationProgressDecoder(sent),
  cancel: (operation, { cancelEndpoint, sessionId, conversationId }) =>
    cancelEndpoint
      ? postJson(cancelEndpoint, { operation, session_id: sessionId ?? conversationId })
      : refuse('cancel-endpoint', 'Expected a cancel-endpoint to ask for this, found none.'),
};

/** The server is told the session's name only where something later refers to it. */
function template(settings: RequestSettings): RequestTemplate {
  const { cancelEndpoint, resumeEndpoint, conversationId, sessionId = conversationId } = settings;
  const isNamed = cancelEndpoint || resumeEndpoint || sessionId !== conversationId;
  const name = isNamed ? { session_id: '{{conversation}}' } : {};
  return { body: { message: '{{message}}', stream: '{{stream}}', ...name } };
}

function detect({ event, data }: SseMessage): boolean {
  const parsed = parseJson(data);
  if (!parsed.ok || event !== 'message') return false;
  const about = memberOf(memberOf(parsed.value, 'data'), 'operation');
  return TYPES.has(memberOf(parsed.value, 'type')) && typeof about === 'string';
}

const TYPES: ReadonlySet<unknown> = new Set(['progress', 'content', 'done', 'error']);

class OperationProgressDecoder implements Decoder {
  readonly dialect = 'operation-progress';
  readonly #sent: string;
  /** What the message that is being decoded means. */
  #events: StreamEventBody[] = [];
  readonly #writer = new MessageWriter((event) => this.#events.push(event));
  /** The operations that go on, each with its tools. */
  readonly #open = new Map<string, ToolSteps>();
  #hasEnded = false;
  #steps = 0;

  constructor(sent: string) {
    this.#sent = sent;
  }

  /** Well ended is what closes after an end of every operation seen. */
  get isComplete(): boolean {
    return this.#hasEnded && this.#open.size === 0;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    const { event, data } = message;
    const life = signOfLife(message);
    if (life) return [life];
    const parsed = parseJson(data);
    const value = parsed.ok ? parsed.value : data;
    const type = memberOf(value, 'type');
    if (typeof type !== 'string') {
      if (event !== 'message') return [unknown(event, value)];
      const { expected, found } = parsed.ok
        ? { expected: 'a message with type and data', found: kindOf(value) }
        : parsed;
      return [unexpected(expected, found, data)];
    }
    this.#events = [];
    const wire = { event: type, value: memberOf(value, 'data'), text: () => data };
    if (!TYPES.has(type)) return [unknown(type, wire.value)];
    if (type === 'content') this.#say(wire);
    else this.#move(wire);
    return this.#events;
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return decodeAnswer(json, this.#sent);
  }

  end(): readonly StreamEventBody[] {
    if (!this.isComplete) return [];
    this.#events = [];
    this.#writer.close();
    return [...this.#events, { type: 'run.end', status: 'ok' }];
  }

  #say(wire: WireData): void {
    const fields = readFields(wire, { operation: 'name', content: 'string' }, this.#events);
    if (fields.operation !== undefined) this.#begin(fields.operation);
    this.#writer.append(fields.content ?? '');
  }

  #move(wire: WireData): void {
    const fields = readFields(
      wire,
      {
        operation: 'name',
        percentage: 'number?',
        message: 'string?',
        currentState: 'string?',
        metadata: 'object?',
      },
      this.#events,
    );
    const { operation, currentState, metadata = {}, ...same } = fields;
    const { state: said, ...figures } = metadata;
    const state = currentState ?? (typeof said === 'string' ? said : undefined);
    const outcome = outcomeOf(wire.event, state);
    if (outcome === 'failed') {
      const about = operation === undefined ? {} : { about: operation };
      this.#events.push({ ...serverTrouble(wire.value), fatal: false, ...about });
    }
    if (operation === undefined) return;
    const tools = this.#begin(operation);
    // States of other operations read alike: `executing_query` is no tool.
    const callsTools = /tool/i.test(operation);
    if (callsTools && state !== undefined) this.#events.push(...tools.read(state, same.message));
    if (outcome) {
      this.#events.push(...tools.end(outcome));
      this.#open.delete(operation);
      this.#hasEnded = true;
    }
    this.#events.push({
      type: 'progress',
      progressId: operation,
      operation,
      ...(!outcome && callsTools && tools.share(memberOf(metadata, 'total'))),
      ...same,
      ...(state !== undefined && outcome !== 'cancelled' && { state }),
      ...(Object.keys(figures).length > 0 && { figures }),
      ...(outcome && { outcome }),
    });
  }

  /** An operation goes on. One that has ended and is heard of again begins anew. */
  #begin(operation: string): ToolSteps {
    const tools = this.#open.get(operation) ?? new ToolSteps(() => `tool/${(this.#steps += 1)}`);
    this.#open.set(operation, tools);
    return tools;
  }
}

function outcomeOf(
  type: string,
  state: string | undefined,
): 'ok' | 'failed' | 'cancelled' | undefined {
  if (type === 'progress') return undefined;
  if (type === 'done') return 'ok';
  return state === 'cancelled' ? 'cancelled' : 'failed';
}
