import type { ConnectionError } from '../connection/index.js';

/** What is wrong with a deployment, for those who run it. */
export interface Diagnosis {
  readonly code: `${'feed' | 'stream'}-${'silent' | 'buffered'}` | 'gateway-timeout';
  readonly message: string;
}

/** How one attempt has gone so far. Times are epoch milliseconds. */
export interface StreamRecord {
  readonly sentAt: number;
  /** When anything came last, the headers included. */
  heardAt: number;
  /** When the first message or comment came; absent if none has. */
  firstAt?: number;
  messages: number;
}

/** A diagnosis in one form: what was expected, what was found, and where to read on. */
export function diagnosis(
  code: Diagnosis['code'],
  expected: string,
  found: string,
  heading: string,
): Diagnosis {
  const message = `Expected ${expected}, found ${found}. See "${heading}" in docs/deployment.md`;
  return { code, message };
}

/** Milliseconds for the first message or comment: more than a heartbeat usually takes. */
export const LONGEST_SILENCE = 20_000;

export const silentStream = diagnosis(
  'stream-silent',
  `an event or a comment within ${LONGEST_SILENCE / 1_000} s of the request`,
  'none',
  'No events',
);

/** The shortest wait, in milliseconds, that speaks of a burst; and how long one lasts at most. */
const LONG_WAIT = 5_000;
const BURST = 250;

/** Tells whether a stream that is whole came all at once at its end, though the server took long. */
export function diagnoseWhole(record: StreamRecord, endedAt: number): Diagnosis | undefined {
  const { firstAt = endedAt, messages, sentAt } = record;
  const waited = firstAt - sentAt;
  if (messages <= 2 || endedAt - firstAt > BURST || waited < LONG_WAIT) return undefined;
  const found = `all ${messages} at once, ${seconds(waited)} after the request`;
  return diagnosis('stream-buffered', 'events as they happen', found, 'Late or bunched events');
}

/** Tells whether a gateway's limit cut a stream, or a request, that was not whole. */
export function diagnoseCut(
  { sentAt, heardAt }: Pick<StreamRecord, 'sentAt' | 'heardAt'>,
  endedAt: number,
  { kind = 'cut', status }: Partial<Pick<ConnectionError, 'kind' | 'status'>> = {},
): Diagnosis | undefined {
  const isGateway = status === 504 || status === 524;
  const found = isGateway
    ? `status ${status} after ${seconds(endedAt - sentAt)}`
    : (kind === 'cut' || kind === 'network') && limitMet(endedAt, sentAt, heardAt);
  if (!found) return undefined;
  return diagnosis(
    'gateway-timeout',
    'the stream to last as long as the run',
    found,
    'Early close',
  );
}

/** Limits of gateways and proxies, in seconds. docs/deployment.md says whose they are. */
const LIMITS = [15, 30, 60, 100, 120, 230, 240, 300];

/** What a stream met that was closed after a round number of seconds, in words. */
function limitMet(endedAt: number, sentAt: number, heardAt: number): string | undefined {
  for (const since of [heardAt, sentAt]) {
    const limit = LIMITS.find((each) => Math.abs(endedAt - since - each * 1_000) <= 1_000);
    const what = since === heardAt ? 'of silence' : 'in all';
    if (limit !== undefined) return `it closed after ${limit} s ${what}`;
  }
  return undefined;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1_000)} s`;
}
