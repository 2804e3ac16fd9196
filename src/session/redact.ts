import type { ArtifactPart, StreamEvent, ToolArgs, ToolOutput } from '../events/index.js';
import { JsonRedactor, redactJson, REDACTED, secretTest, type SecretTest } from './redact-json.js';
import { reportUncaught } from './report-error.js';
import type { SessionSettings } from './settings.js';

const defaultWords = ['password', 'token', 'api_key', 'secret'];

/**
 * Takes secrets out of stream events before state, DOM events and views see them: values under secret
 * keys in what tools are given and give back, in proposals, and in artifacts. One for each run,
 * because a secret may be spread over many pieces.
 */
export class Redactor {
  /** Texts that grow, by what grows. */
  readonly #growing = new Map<string, JsonRedactor>();
  #words: SessionSettings['redactKeys'];
  #isSecret: SecretTest = secretTestOf(undefined);

  /**
   * The event as it may be seen; the same object when it holds nothing secret. The page's own hook sees
   * the result. When the hook fails, the event is not shown at all.
   */
  redact(event: StreamEvent, { redactKeys, redact }: SessionSettings): StreamEvent {
    this.#use(redactKeys);
    try {
      const safe = this.#redactBody(event);
      const shown = redact ? redact(safe) : safe;
      if (typeof shown?.type === 'string') return shown;
      throw new TypeError(`Expected redact to return a stream event, got ${String(shown)}`);
    } catch (error) {
      reportUncaught(error);
      return withheld(event);
    }
  }

  #use(words: SessionSettings['redactKeys']): void {
    if (words === this.#words) return;
    this.#words = words;
    this.#isSecret = secretTestOf(words);
  }

  #redactBody(event: StreamEvent): StreamEvent {
    switch (event.type) {
      case 'tool.args':
        return changed(event, { text: this.#grow('args', event, event.text) });
      case 'tool.input':
        return changed(event, { input: this.#value(event.input) });
      case 'tool.output':
        return this.#redactOutput(event);
      case 'checkpoint.open':
        return 'proposal' in event
          ? changed(event, { proposal: this.#value(event.proposal) })
          : event;
      case 'checkpoint.close':
        return 'value' in event ? changed(event, { value: this.#value(event.value) }) : event;
      case 'artifact':
        return changed(event, { parts: this.#value(event.parts) as readonly ArtifactPart[] });
      case 'status':
      case 'step.start': {
        const { detail } = event;
        return detail === undefined ? event : changed(event, { detail: this.#text(detail) });
      }
      case 'trouble': {
        // What could not be read is quoted.
        const { text, raw } = event;
        const seen = raw === undefined ? {} : { raw: this.#text(raw) };
        return changed(event, { text: this.#text(text), ...seen });
      }
      default:
        return event;
    }
  }

  #redactOutput(event: StreamEvent & ToolOutput): StreamEvent {
    const { output, text } = event;
    return changed<StreamEvent & ToolOutput>(event, {
      output:
        typeof output === 'string' ? this.#grow('output', event, output) : this.#value(output),
      ...(text === undefined ? {} : { text: this.#grow('text', event, text) }),
    });
  }

  /** A piece of one tool's text. One that takes the place of all before it may itself go on. */
  #grow(what: string, { toolId, mode }: ToolArgs | ToolOutput, piece: string): string {
    const name = `${what} ${toolId}`;
    const isMore = mode === 'append';
    const known = isMore ? this.#growing.get(name) : undefined;
    const redactor = known ?? new JsonRedactor((text) => this.#isSecret(text));
    this.#growing.set(name, redactor);
    return redactor.push(piece) + (isMore ? '' : redactor.end());
  }

  #text(text: string): string {
    return redactJson(text, this.#isSecret);
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => this.#value(item));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const before = Object.entries(value);
    const after = before.map(([key, member]): [string, unknown] => [
      key,
      this.#isSecret(key) ? REDACTED : this.#value(member),
    ]);
    // `fromEntries` defines members, so a key `__proto__` stays a key.
    return after.some(([, member], at) => member !== before[at]?.[1])
      ? Object.fromEntries(after)
      : value;
  }
}

/** Tells whether a text may hold a key that the page, or nobody but us, has called secret. */
export function secretTestOf(words: SessionSettings['redactKeys']): SecretTest {
  return secretTest(typeof words === 'string' ? words.split(/[\s,]+/) : (words ?? defaultWords));
}

/** The event with other members; the same one when they are the same. */
function changed<E extends StreamEvent>(event: E, members: Partial<E>): E {
  const keys = Object.keys(members) as (keyof E)[];
  return keys.every((key) => Object.is(members[key], event[key]))
    ? event
    : { ...event, ...members };
}

/** What stands for an event that must not be seen. A run must end all the same. */
function withheld(event: StreamEvent): StreamEvent {
  const { seq, at } = event;
  if (event.type === 'run.end') return { type: 'run.end', status: event.status, seq, at };
  const text = 'A part of the answer is not shown, because it could not be checked for secrets.';
  return { type: 'trouble', fatal: false, sort: 'parse', code: 'redact', text, seq, at };
}
