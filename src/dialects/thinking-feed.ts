import type { SseMessage } from '../connection/index.js';
import type { StepEnd, StepStart, StreamEventBody } from '../events/index.js';
import { decodeAnswer } from './answer.js';
import type { Decoder, Dialect, RequestSettings, RequestTemplate } from './dialect.js';
import { buildRequest, refuse } from './request.js';
import { signOfLife } from './wire-data.js';

/** A workflow whose thinking is a feed of plain lines, and whose answer is the JSON of a POST. */
export const thinkingFeed: Dialect = {
  name: 'thinking-feed',
  sessionIds: 'client',
  whenClosed: 'finish',
  detect: ({ event, data }) => event === 'message' && BEGIN.test(data),
  template: () => TEMPLATE,
  request: (intent, settings) =>
    settings.messageEndpoint
      ? buildRequest(intent, at(settings.messageEndpoint, 'POST', settings), TEMPLATE)
      : refuse('message-endpoint', 'Expected a message-endpoint to send this to, found none.'),
  feed: (intent, settings) =>
    settings.stream
      ? buildRequest(
          intent,
          { ...at(settings.endpoint, 'GET', settings), body: {}, stream: true },
          TEMPLATE,
        )
      : undefined,
  createDecoder: (sent) => new ThinkingDecoder(sent),
};

const TEMPLATE: RequestTemplate = { body: { content: '{{message}}' } };

/** The settings for one of the two requests. `{id}` in its address is the session's id. */
function at(address: string, method: 'GET' | 'POST', settings: RequestSettings): RequestSettings {
  const { sessionId = settings.conversationId ?? '' } = settings;
  const endpoint = address.replaceAll('{id}', encodeURIComponent(sessionId));
  return { ...settings, endpoint, method, stream: false };
}

const BEGIN = /^\[(.+?)\] agent invoked$/;
const CALL = /^Calling (.+?)(?:\.\.\.|…)$/s;
const END = /^(?:\[(.+?)\] agent|(.+?)) (finished|failed)(?:: ?(.*))?$/s;

/** Most agents and tools that are waited for; of more, the oldest are forgotten. */
const MOST_OPEN = 1000;

/** Reads the lines of the feed. The answer, which comes as JSON, ends the run. */
class ThinkingDecoder implements Decoder {
  readonly dialect = 'thinking-feed';
  readonly #sent: string;
  #steps = 0;
  /** Agents and tools that go on, oldest first. */
  #open: readonly StepStart[] = [];

  constructor(sent: string) {
    this.#sent = sent;
  }

  decode(message: SseMessage): readonly StreamEventBody[] {
    const life = signOfLife(message);
    if (life) return [life];
    const line = message.data.trim();
    const invoked = BEGIN.exec(line)?.[1];
    if (invoked !== undefined) return [this.#begin('agent', invoked)];
    const called = CALL.exec(line)?.[1];
    if (called !== undefined) return [this.#begin('tool', called)];
    const [, agent, tool, verb, said] = END.exec(line) ?? [];
    const over =
      agent === undefined
        ? this.#open.find(({ sort, name }) => sort === 'tool' && name === tool)
        : this.#open.findLast(({ sort, name }) => sort === 'agent' && name === agent);
    if (over) {
      this.#open = this.#open.filter((step) => step !== over);
      return [endOf(over, verb === 'failed', said)];
    }
    // What fits no pattern, and the end of what never began, is shown as it is.
    const step = this.#begin('step', message.data);
    return [step, { ...endOf(step), duration: 0 }];
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return decodeAnswer(json, this.#sent);
  }

  end(): readonly StreamEventBody[] {
    return [];
  }

  /** A step inside the innermost agent that goes on. */
  #begin(sort: 'agent' | 'tool' | 'step', name: string): StepStart {
    const agent = this.#open.findLast((step) => step.sort === 'agent');
    this.#steps += 1;
    const stepId = `step/${this.#steps}`;
    const parent = agent ? { parent: agent.stepId } : {};
    const step: StepStart = { type: 'step.start', stepId, ...parent, name, sort };
    if (sort !== 'step') this.#open = [...this.#open, step].slice(-MOST_OPEN);
    return step;
  }
}

function endOf({ stepId }: StepStart, hasFailed = false, said?: string): StepEnd {
  const more = said === undefined ? {} : hasFailed ? { error: said } : { result: said };
  return { type: 'step.end', stepId, status: hasFailed ? 'failed' : 'ok', ...more };
}
