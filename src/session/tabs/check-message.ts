import type { SessionNotice } from '../notice.js';
import type { Run, SessionState } from '../state.js';
import type { TabMessage } from './tab-message.js';

type Check = (value: unknown) => boolean;

/** Any script of the origin can speak to tabs. What does not look like a message is none. */
export function isTabMessage(value: unknown): value is TabMessage {
  return isRecord(value) && messages.get(value['type'])?.(value) === true;
}

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = Number.isSafeInteger;
const isFlag: Check = (value) => typeof value === 'boolean';
const isList: Check = Array.isArray;

const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object that has all of these members. */
const having =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(members).every(([key, check]) => check(value[key]));

/** An object that has none but these members. */
const among =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) &&
    Object.entries(value).every(
      ([key, member]) => Object.hasOwn(members, key) && members[key]?.(member),
    );

const runLists = [
  'messages',
  'steps',
  'operations',
  'checkpoints',
  'artifacts',
  'sources',
  'troubles',
  'customs',
] as const satisfies readonly (keyof Run)[];

const isRun = having({
  ...Object.fromEntries(runLists.map((key) => [key, isList])),
  id: isText,
  status: isText,
});

const isSseMessage = having({ id: isText, event: isText, data: isText });

const isPacked = among({
  connection: having({ phase: isText }),
  dialect: maybe(isText),
  sessionId: maybe(isText),
  canCancel: isFlag,
  past: listOf(isRun),
  run: maybe(isRun),
  notice: maybe(having({ text: isText })),
  shared: listOf(isList),
} satisfies Record<keyof SessionState, Check>);

const isWhole = having({ connection: isRecord, past: isList, shared: isList });

const isSnapshot = having({
  state: (state) => isPacked(state) && isWhole(state),
  seq: isCount,
  seen: maybe(listOf(isSseMessage)),
  conversation: isText,
  isNew: isFlag,
  settings: isCount,
});

const notices: ReadonlySet<unknown> = new Set<SessionNotice['type']>([
  'opened',
  'finished',
  'failed',
  'interrupted',
  'decided',
  'diagnosed',
]);

const isStep = among({
  event: having({ type: isText, seq: isCount, at: Number.isFinite }),
  read: maybe(isSseMessage),
  enter: isRun,
  changed: isPacked,
  conversation: isText,
  told: having({ type: (type) => notices.has(type) }),
  took: isText,
  run: maybe(isText),
  done: isText,
  value: () => true,
  late: isText,
});

const place = { term: isCount, by: isText, n: isCount };

const messages: ReadonlyMap<unknown, Check> = new Map([
  ['hello', having({ ...place, from: isText })],
  ['act', having({ id: isText, op: isText, args: isList, at: Number.isFinite })],
  ['offer', having({ from: isText, snapshot: isSnapshot })],
  ['state', having({ ...place, snapshot: isSnapshot })],
  ['steps', having({ ...place, after: maybe(having(place)), steps: listOf(isStep) })],
] satisfies readonly (readonly [TabMessage['type'], Check])[]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
