import type {
  Artifact,
  ArtifactPart,
  Growth,
  StateChange,
  StreamEvent,
  ToolOutput,
} from '../events/index.js';
import { JsonRedactor, redactJson, REDACTED, secretTest, type SecretTest } from './redact-json.js';
import { reportUncaught } from './report-error.js';
import type { SessionSettings } from './settings.js';

const defaultWords = ['password', 'token', 'api_key', 'secret'];

/**
 * Takes secrets out of stream events before state, DOM events and views see them: values under secret
 * keys, in data and in JSON that is quoted in words, of every kind of event but what is said. One for
 * each run, because a secret may be spread over many pieces.
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
      case 'text.start':
      case 'text.delta':
      case 'text.end':
      case 'history':
        // What people and agents say are words, not values under keys. The page's hook sees them.
        return event;
      case 'tool.args':
        return changed(event, { text: this.#grow(`args ${event.toolId}`, event.mode, event.text) });
      case 'tool.input':
        return changed(event, { input: this.#value(event.input) });
      case 'tool.output':
        return this.#redactOutput(event);
      case 'artifact':
        return changed(event, { parts: mapped(event.parts, (part) => this.#part(event, part)) });
      case 'state':
        return this.#redactState(event);
      default:
        return this.#redactMembers(event);
    }
  }

  #redactMembers(event: StreamEvent): StreamEvent {
    const members = Object.entries(event)
      // How to answer, and what an answer looks like, hold no values.
      .filter(([name]) => name !== 'reply' && name !== 'schema')
      .map(([name, member]) => [name, this.#value(member, true)] as const);
    return changed(event, Object.fromEntries(members));
  }

  #redactState(event: StreamEvent & StateChange): StreamEvent {
    const { key = '', mode, value } = event;
    if (this.#isSecret(key)) return { ...event, value: REDACTED };
    if (mode !== 'patch' || !Array.isArray(value)) return this.#redactMembers(event);
    const hide = (step: unknown): unknown =>
      // The key is in the path.
      isPatch(step) && this.#isSecret(step.path)
        ? { ...step, value: REDACTED }
        : this.#value(step, true);
    return changed(event, { value: mapped(value, hide) });
  }

  #redactOutput(event: StreamEvent & ToolOutput): StreamEvent {
    const { toolId, mode, output, text } = event;
    const grow = (what: string, piece: string): string =>
      this.#grow(`${what} ${toolId}`, mode, piece);
    return changed<StreamEvent & ToolOutput>(event, {
      output: typeof output === 'string' ? grow('output', output) : this.#value(output),
      ...(text === undefined ? {} : { text: grow('text', text) }),
    });
  }

  #part({ artifactId, mode }: Artifact, part: ArtifactPart): ArtifactPart {
    if (!('text' in part)) return this.#value(part, true) as ArtifactPart;
    const text = this.#grow(`artifact ${artifactId}`, mode, part.text);
    return text === part.text ? part : { text };
  }

  /** A piece of a text. One that takes the place of all before it may itself go on. */
  #grow(name: string, mode: Growth, piece: string): string {
    const isMore = mode === 'append';
    const known = isMore ? this.#growing.get(name) : undefined;
    const redactor = known ?? new JsonRedactor((text) => this.#isSecret(text));
    this.#growing.set(name, redactor);
    return redactor.push(piece) + (isMore ? '' : redactor.end());
  }

  /** @param keepsCounts - Whether a number of tokens is no secret, unless the page says so. */
  #value(value: unknown, keepsCounts = false): unknown {
    if (typeof value === 'string') return redactJson(value, this.#isSecret);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return mapped(value, (item: unknown) => this.#value(item, keepsCounts));
    }
    const isCount = (key: string, member: unknown): boolean =>
      keepsCounts && !this.#words && typeof member === 'number' && /tokens$/i.test(key);
    const before = Object.entries(value);
    const after = before.map(([key, member]): [string, unknown] => [
      key,
      this.#isSecret(key) && !isCount(key, member) ? REDACTED : this.#value(member, keepsCounts),
    ]);
    // `fromEntries` defines members, so a key `__proto__` stays a key.
    return after.some(([, member], at) => member !== before[at]?.[1])
      ? Object.fromEntries(after)
      : value;
  }
}

/** The list with each item as it may be seen; the same list when all of them may. */
function mapped<T>(list: readonly T[], show: (item: T) => T): readonly T[] {
  const shown = list.map(show);
  return shown.some((item, at) => item !== list[at]) ? shown : list;
}

function isPatch(step: unknown): step is { readonly path: string } {
  return (
    typeof step === 'object' && step !== null && 'path' in step && typeof step.path === 'string'
  );
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
