import type { StreamEventBody } from '../events/index.js';
import { FAILURE, readStatusLine, type StatusLine } from './status-line.js';

/** A step that goes on. */
interface OpenStep {
  readonly id: string;
  readonly name: string;
  /** The tool's number, as written; undefined for a step that is no tool. */
  readonly number?: string;
}

/** What follows a name when its tool has done its work. */
const SUCCESS = /^[\s:–-]*(?:done|finished|completed)\b/i;

/** Most tools that can be open at once; of more, the oldest are not waited for. */
const MOST_TOOLS = 100;

/**
 * Makes steps of statuses. A tool and, later, its duration are one step; any other status is a step
 * that ends when the next status comes. Tools may overlap, also several calls of the same one.
 */
export class StatusSteps {
  #count = 0;
  #plain: OpenStep | undefined;
  #tools: readonly OpenStep[] = [];

  /** The line to show, and the steps that it begins and ends. */
  read(message: string): StreamEventBody[] {
    const line = readStatusLine(message);
    const { text, detail } = line;
    const more = detail === undefined ? {} : { detail };
    return [{ type: 'status', text, ...more }, ...this.#step(line)];
  }

  /** The turn is over. Tools without a word about their end stay open: nobody knows. */
  end(): StreamEventBody[] {
    return this.#endPlain();
  }

  #step(line: StatusLine): StreamEventBody[] {
    const over = this.#endedBy(line);
    if (over && over === this.#plain) return this.#endPlain(line);
    if (over) {
      this.#tools = this.#tools.filter((tool) => tool !== over);
      return [...this.#endPlain(), stepEnd(over, line)];
    }
    const isWhole = line.duration !== undefined || (line.isTool && line.mark !== undefined);
    if (isWhole && line.name !== '') return this.#wholeStep(line);
    if (line.isTool && line.name !== '') return this.#beginTool(line);
    if (line.text === '' || line.text === this.#plain?.name) return [];
    const ending = this.#endPlain();
    this.#plain = { id: this.#nextId(), name: line.text };
    return [...ending, stepStart(this.#plain, line)];
  }

  /** The open step that a status says is over. */
  #endedBy(line: StatusLine): OpenStep | undefined {
    const isOver = line.duration !== undefined || line.mark !== undefined;
    const tools = this.#tools.filter(({ name }) => restAfter(name, line) !== undefined);
    const tool = tools.find(({ number }) => number === line.number) ?? tools[0];
    if (tool) {
      const rest = restAfter(tool.name, line) ?? '';
      return isOver || FAILURE.test(rest) || SUCCESS.test(rest) ? tool : undefined;
    }
    const isNamed = line.name !== '' && this.#plain?.name.includes(line.name) === true;
    return isOver && isNamed ? this.#plain : undefined;
  }

  #beginTool(line: StatusLine): StreamEventBody[] {
    const { name, number } = line;
    const ending = this.#endPlain();
    // The same number again is the same call, said once more.
    const isKnown = this.#tools.some((tool) => tool.name === name && tool.number === number);
    if (isKnown && number !== '') return ending;
    const tool = { id: this.#nextId(), name, number };
    this.#tools = [...this.#tools, tool].slice(-MOST_TOOLS);
    return [...ending, stepStart(tool, line)];
  }

  /** A step of which only the end was told. */
  #wholeStep(line: StatusLine): StreamEventBody[] {
    const { name, number, isTool, mark } = line;
    const isToolName = isTool || mark !== undefined || !name.includes(' ');
    const step = { id: this.#nextId(), name, ...(isToolName && { number }) };
    return [...this.#endPlain(), stepStart(step, line), stepEnd(step, line)];
  }

  #endPlain(line?: StatusLine): StreamEventBody[] {
    const step = this.#plain;
    this.#plain = undefined;
    return step ? [stepEnd(step, line)] : [];
  }

  #nextId(): string {
    this.#count += 1;
    return `step/${this.#count}`;
  }
}

function stepStart({ id, name, number }: OpenStep, { detail }: StatusLine): StreamEventBody {
  const sort = number === undefined ? 'step' : 'tool';
  const more = detail === undefined ? {} : { detail };
  return { type: 'step.start', stepId: id, name, sort, ...more };
}

function stepEnd({ id, name }: OpenStep, line: StatusLine | undefined): StreamEventBody {
  const rest = (line && restAfter(name, line)) ?? '';
  const hasFailed = line?.mark === 'failed' || FAILURE.test(rest);
  const error = rest.replace(/^[\s:–-]*(?:failed|error)?[\s:–-]*/i, '').trim();
  const duration = line?.duration;
  return {
    type: 'step.end',
    stepId: id,
    status: hasFailed ? 'failed' : 'ok',
    ...(hasFailed && error !== '' && { error }),
    ...(duration === undefined ? {} : { duration }),
  };
}

/** What follows a name at the beginning of a line's words; undefined if they begin otherwise. */
function restAfter(name: string, { words }: StatusLine): string | undefined {
  if (!words.startsWith(name)) return undefined;
  const rest = words.slice(name.length);
  return /^[\p{L}\p{N}_]/u.test(rest) ? undefined : rest;
}
