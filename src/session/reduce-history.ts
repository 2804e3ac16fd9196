import type { History, HistoryMessage, StreamEvent } from '../events/index.js';
import { addTrouble } from './reduce-trouble.js';
import { newRun, spoken, textOf } from './run.js';
import { runsOf } from './selectors.js';
import type { Run, SessionState } from './state.js';

/**
 * The server's record of the conversation, reconciled with what is shown. What is shown stays as it
 * is, with its nodes and its details; what only the server has is put before or after it. Where the
 * two contradict each other, what is shown stays and the contradiction is reported. In mode
 * `replace` the server is right, but for the run that goes on: the server may not know it yet. What is in
 * mode `before` is older than all that is shown.
 */
export function reduceHistory(state: SessionState, event: History & StreamEvent): SessionState {
  const theirs = event.messages.map(toSaid).filter(isSaid);
  const ours = runsOf(state).flatMap(saidIn);
  if (event.mode === 'replace') return replace(state, event, ours, theirs);
  if (event.mode === 'before') return prepend(state, event, ours, theirs);

  const overlap = findOverlap(ours, theirs);
  if (!overlap) return report(state, event, ours.length, theirs.length);
  const before = toRuns(theirs.slice(0, overlap.start), event, 'before');
  const whole = before.length === 0 ? state : { ...state, past: [...before, ...state.past] };
  // What the server has of the run that goes on comes over its stream as well.
  const isRunning = state.run?.status === 'running';
  return isRunning ? whole : append(whole, theirs.slice(overlap.end), event);
}

/** How the ids of runs begin that come from a history. */
const HISTORY = 'history-';

/** Something said, in a form that can be compared. */
interface Said extends HistoryMessage {
  /** The text without what may differ in white space. */
  readonly words: string;
  /** The server must know it; it need not know what goes on, has failed or was stopped. */
  readonly isDue: boolean;
}

function toSaid(message: HistoryMessage): Said {
  return { ...message, words: wordsOf(message.content), isDue: true };
}

function saidIn(run: Run): Said[] {
  return [...(run.input ? [run.input] : []), ...run.messages]
    .map((message): Said => {
      const content = textOf(message);
      return { role: message.role, content, words: wordsOf(content), isDue: run.status === 'ok' };
    })
    .filter(isSaid);
}

function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isSaid({ role, words }: Said): boolean {
  return words !== '' && (role === 'user' || role === 'assistant');
}

function isSame(mine: Said, theirs: Said | undefined): boolean {
  if (!theirs || mine.role !== theirs.role) return false;
  if (mine.words === theirs.words) return true;
  // An answer that we have lost the rest of.
  return !mine.isDue && mine.role === 'assistant' && theirs.words.startsWith(mine.words);
}

/** Which part of their list is ours, from `start` up to, but not including, `end`. */
interface Overlap {
  readonly start: number;
  readonly end: number;
  readonly matched: number;
}

/**
 * Reads ours along theirs from every place at once, as a regular expression is matched. Theirs may
 * begin earlier or (a server that keeps the last messages only) later than ours, but may not lack
 * anything due in between or at the end. The longest match counts; of equals, the latest, where a
 * repeated text has its latest place.
 */
function findOverlap(ours: readonly Said[], theirs: readonly Said[]): Overlap | undefined {
  let reading = new Map<number, Overlap>();
  for (let at = 0; at <= theirs.length; at += 1)
    reading.set(at, { start: at, end: at, matched: 0 });
  for (const mine of ours) {
    const next = new Map<number, Overlap>();
    const keep = (overlap: Overlap): void => {
      const rival = next.get(overlap.end);
      if (!rival || rival.matched < overlap.matched) next.set(overlap.end, overlap);
    };
    for (const { start, end, matched } of reading.values()) {
      if (isSame(mine, theirs[end])) keep({ start, end: end + 1, matched: matched + 1 });
      if (!mine.isDue || end === 0) keep({ start, end, matched });
    }
    reading = next;
  }
  return Array.from(reading.values())
    .filter(({ matched, end }) => matched > 0 || end === theirs.length)
    .reduce<Overlap | undefined>((best, one) => (isBetter(one, best) ? one : best), undefined);
}

function isBetter(one: Overlap, best: Overlap | undefined): boolean {
  if (!best || one.matched !== best.matched) return one.matched > (best?.matched ?? -1);
  return one.end > best.end;
}

/** A page of what is older. Its end may repeat our beginning; a turn may be divided between the two. */
function prepend(
  state: SessionState,
  event: History & StreamEvent,
  ours: readonly Said[],
  theirs: readonly Said[],
): SessionState {
  const isRepeated = (from: number): boolean => {
    for (let at = from; at < theirs.length; at += 1) {
      if (!isSameSaid(theirs[at], ours[at - from])) return false;
    }
    return true;
  };
  const end = theirs.findIndex((_, from) => isRepeated(from));
  const older = toRuns(end < 0 ? theirs : theirs.slice(0, end), event);
  if (older.length === 0) return state;
  const [first, ...rest] = state.past;
  // What has come over a stream of its own may well have begun without a word from a person.
  const isDivided = first && !first.input && first.id.startsWith(HISTORY);
  const begun = isDivided ? older.pop() : undefined;
  const whole = begun &&
    first && { ...begun, id: first.id, messages: [...begun.messages, ...first.messages] };
  return { ...state, past: [...older, ...(whole ? [whole, ...rest] : state.past)] };
}

function isSameSaid(one: Said | undefined, other: Said | undefined): boolean {
  return one?.role === other?.role && one?.words === other?.words;
}

/** What came after ours: answers belong to the latest run, each thing said begins another. */
function append(
  state: SessionState,
  messages: readonly Said[],
  event: History & StreamEvent,
): SessionState {
  if (messages.length === 0) return state;
  const runs = [...runsOf(state)];
  const latest = runs.pop();
  const firstSaid = messages.findIndex(({ role }) => role === 'user');
  const answers = messages.slice(0, firstSaid < 0 ? undefined : firstSaid);
  const id = `${HISTORY}${event.seq}-answer`;
  if (latest) runs.push(answers.length === 0 ? latest : withAnswers(latest, answers, event.at, id));
  runs.push(...toRuns(messages.slice(latest ? answers.length : 0), event, 'after'));
  return state.run
    ? { ...state, past: runs.slice(0, -1), run: runs.at(-1) as Run }
    : { ...state, past: runs };
}

function replace(
  state: SessionState,
  event: History & StreamEvent,
  ours: readonly Said[],
  theirs: readonly Said[],
): SessionState {
  const isEqual =
    ours.length === theirs.length && ours.every((mine, at) => isSame(mine, theirs[at]));
  if (isEqual) return state;
  const past = toRuns(theirs, event);
  const { run } = state;
  if (!run) return { ...state, past };
  const last = past.at(-1);
  const isLast =
    last?.input !== undefined && run.input !== undefined && isSameText(last.input, run.input);
  const before = isLast ? past.slice(0, -1) : past;
  if (run.status === 'running') return { ...state, past: before, run };
  if (isLast) return { ...state, past: before, run: { ...run, messages: last.messages } };
  const { input: _, ...rest } = run;
  return { ...state, past: before, run: { ...rest, messages: [] } };
}

function isSameText(one: NonNullable<Run['input']>, other: NonNullable<Run['input']>): boolean {
  return wordsOf(textOf(one)) === wordsOf(textOf(other));
}

/** One run for each thing a person said, with the answers to it. */
function toRuns(
  messages: readonly HistoryMessage[],
  { seq, at }: { readonly seq: number; readonly at: number },
  place = 'before',
): Run[] {
  const runs: Run[] = [];
  for (const message of messages) {
    const id = `${HISTORY}${seq}-${place}-${runs.length}`;
    const isUser = message.role === 'user';
    const open = isUser ? undefined : runs.pop();
    const seed = isUser ? { id, at, text: message.content } : { id, at };
    const run: Run = open ?? { ...newRun(seed), status: 'ok', endedAt: at };
    runs.push(isUser ? run : withAnswers(run, [message], at, run.id));
  }
  return runs;
}

function withAnswers(run: Run, answers: readonly HistoryMessage[], at: number, id: string): Run {
  const messages = [...run.messages];
  for (const { role, content, name } of answers) {
    messages.push(spoken(`${id}#${messages.length}`, role, content, at, name));
  }
  return { ...run, messages };
}

function report(
  state: SessionState,
  event: History & StreamEvent,
  shown: number,
  found: number,
): SessionState {
  if (!state.run) return state;
  const text =
    `Expected the server's history to agree with the ${shown} messages shown, ` +
    `found ${found} that do not`;
  const trouble = {
    type: 'trouble',
    fatal: false,
    sort: 'error',
    code: 'history-conflict',
    text,
  } as const;
  return { ...state, run: addTrouble(state.run, trouble, event.at) };
}
