/** What a status says, in parts. */
export interface StatusLine {
  /** The line without tool arguments. */
  readonly text: string;
  /** The tool arguments that were in it. */
  readonly detail?: string;
  /** The words alone: without marks in front, "Tool 1:", and the duration. */
  readonly words: string;
  /** What it is about: the beginning of `words` that names something. Empty if there are none. */
  readonly name: string;
  /** Whether it announces a tool, as in "Tool 1: search_web". */
  readonly isTool: boolean;
  /** The tool's number, as written; may be empty. */
  readonly number: string;
  /** What a mark in front says about the end. */
  readonly mark?: 'ok' | 'failed';
  /** Milliseconds, from brackets at the end. */
  readonly duration?: number;
}

// Made where they are used first: an expression that knows Unicode's letters holds up whoever imports it.
const opening = (): RegExp => /^[^\p{L}\p{N}_]*/u;
const toolOpening = (): RegExp => /^(?:\p{L}+ )?tool\s*#?(\d*)\s*:[^\p{L}\p{N}_]*/iu;
const identifier = (): RegExp => /^[\p{L}\p{N}_]+(?:[./@-][\p{L}\p{N}_]+)*/u;
const wordsInFront = (): RegExp => /^[\p{L}\p{N}_-]+(?:\s+[\p{L}\p{N}_-]+(?=\s|$|[({[]))*/u;
const duration = (): RegExp =>
  /\s*[([](?:took|in|after)?\s*((?:\d+(?:[.,]\d+)?\s*(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)\s*)+)[)\]]\s*$/i;
/** Where arguments begin in a line that is not about a numbered tool. */
const ARGUMENTS = /\{\s*["'}]|\[\s*[{"']|\w\((?=[^()]*[="'{:])/;

/** What follows a name when its tool has failed. */
export const FAILURE = /^[\s:–-]*(?:failed|error)\b/i;

/** Reads a status as assistants write it for people. Any text is a status; nothing is required. */
export function readStatusLine(message: string): StatusLine {
  // Durations and names are short: no pattern runs over a long text.
  const durationText = duration().exec(message.slice(-60))?.[0] ?? '';
  const end = message.length - durationText.length;
  const marks = opening().exec(message.slice(0, 60))?.[0] ?? '';
  const tool = toolOpening().exec(message.slice(marks.length, marks.length + 60));
  const start = marks.length + (tool?.[0].length ?? 0);
  const words = message.slice(start, end);
  const name = nameIn(words.slice(0, 200));
  const mark = markIn(marks);
  const argumentsAt = tool && !mark ? argumentsAfter(words, name) : argumentsIn(words);
  // What would leave nothing to show is no argument.
  const hasDetail = argumentsAt >= 0 && start + argumentsAt > 0;
  const head = hasDetail ? message.slice(0, start + argumentsAt) : message.slice(0, end);
  return {
    text: `${head.trimEnd()}${durationText.trimEnd()}`.trim(),
    ...(hasDetail && { detail: words.slice(argumentsAt).replace(/^[\s:–-]+/, '') }),
    words,
    name,
    isTool: tool !== null,
    number: tool?.[1] ?? '',
    ...(mark && { mark }),
    ...(durationText !== '' && { duration: millisecondsIn(durationText) }),
  };
}

/** One word if it can be an identifier, else all the words. */
function nameIn(words: string): string {
  const word = identifier().exec(words)?.[0] ?? '';
  if (/[_./@-]|\p{Ll}\p{Lu}/u.test(word)) return word;
  return wordsInFront().exec(words)?.[0] ?? word;
}

/** Behind the name of a tool that begins, everything but punctuation is arguments. */
function argumentsAfter(words: string, name: string): number {
  const rest = words.slice(name.length, name.length + 200);
  if (FAILURE.test(rest)) return argumentsIn(words);
  return /[\p{L}\p{N}]/u.test(rest) ? name.length : -1;
}

function argumentsIn(words: string): number {
  const found = ARGUMENTS.exec(words);
  // The letter before a bracket belongs to the name.
  return found ? found.index + (found[0].endsWith('(') ? 1 : 0) : -1;
}

function markIn(marks: string): 'ok' | 'failed' | undefined {
  if (/[✅✔☑]/u.test(marks)) return 'ok';
  return /[❌✗✘✖⛔]/u.test(marks) ? 'failed' : undefined;
}

function millisecondsIn(text: string): number {
  let total = 0;
  for (const [, figure = '', unit = ''] of text.matchAll(/([\d.,]+)\s*([a-z]+)/gi)) {
    total += Number(figure.replace(',', '.')) * factorOf(unit.toLowerCase());
  }
  return Math.round(total);
}

function factorOf(unit: string): number {
  if (unit === 'ms' || unit.startsWith('milli')) return 1;
  if (unit.startsWith('s')) return 1000;
  return unit.startsWith('m') ? 60_000 : 3_600_000;
}
