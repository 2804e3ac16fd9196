import { onAbort } from '../connection/abort.js';
import {
  connect,
  ConnectionError,
  type Clock,
  type ConnectionStatus,
  type ConnectOptions,
  type StreamRequest,
} from '../connection/index.js';
import type { Decoder } from '../dialects/dialect.js';
import type { StreamEventBody } from '../events/index.js';
import { connectionTrouble } from './connection-trouble.js';
import { diagnoseFeed, type FeedRecord } from './diagnose-feed.js';
import { drive, type DriveEnd, type DriveOptions, type DriveSink } from './drive.js';
import { WorkTime } from './work-time.js';

/** Milliseconds that a request waits for its feed: a proxy may hold back even the headers. */
const LONGEST_OPENING = 3_000;

/** Milliseconds of silence after the answer in which the feed may go on, and how often it may. */
const GRACE = 2_000;
const MOST_GRACES = 5;

/**
 * Carries a run that thinks on a feed and answers a request: opens the feed, then sends the request,
 * with or without the feed, and ends with both. Each is sent once.
 */
export async function driveWithFeed(
  feed: StreamRequest,
  request: StreamRequest,
  options: DriveOptions,
  decoder: Decoder,
  sink: DriveSink,
): Promise<DriveEnd> {
  const { clock, signal, onStatus } = options;
  const now = clock.now();
  const record: FeedRecord = {
    ...{ askedAt: now, heardAt: now, sentAt: now, answeredAt: now },
    ...{ lines: 0, firstLineAt: now, lastLineAt: now },
  };
  const abort = new AbortController();
  const unlink = onAbort(signal, () => abort.abort());
  let isReady = (): void => {};
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  try {
    const over = listen(feed, { ...options, signal: abort.signal }, decoder, sink, record, isReady);
    const isInTime = await within(LONGEST_OPENING, clock, Promise.race([ready, over]));
    if (signal.aborted) return { how: 'stopped' };
    if (!isInTime) sink.take([missing(record, 'Its feed did not open in time.')]);
    record.sentAt = clock.now();
    const ends: StreamEventBody[] = [];
    const end = await drive(
      request,
      { ...options, onStatus: withFeed(onStatus, record) },
      decoder,
      {
        opened: (status, resumed) => sink.opened(status, resumed),
        gap: () => sink.gap(),
        take(bodies, message) {
          const isEnd = (body: StreamEventBody) => body.type === 'run.end' && body.status === 'ok';
          ends.push(...bodies.filter(isEnd));
          sink.take(
            bodies.filter((body) => !isEnd(body)),
            message,
          );
        },
        isOver: () => sink.isOver(),
        diagnose: (diagnosis) => sink.diagnose(diagnosis),
      },
    );
    record.answeredAt = clock.now();
    if (ends.length === 0) return end;
    for (let grace = 0, lines = -1; grace < MOST_GRACES && lines !== record.lines; grace += 1) {
      ({ lines } = record);
      if (await within(GRACE, clock, over)) break;
    }
    const diagnosis = signal.aborted ? undefined : diagnoseFeed(record);
    if (diagnosis) sink.diagnose(diagnosis);
    sink.take(ends);
    return end;
  } finally {
    unlink();
    abort.abort();
  }
}

/** Reads the feed to its end. What goes wrong with it is noted, and fails nothing. */
async function listen(
  feed: StreamRequest,
  options: DriveOptions,
  decoder: Decoder,
  sink: DriveSink,
  record: FeedRecord,
  isReady: () => void,
): Promise<void> {
  const { clock, onStatus, signal } = options;
  const workTime = new WorkTime(clock);
  const once: ConnectOptions = {
    ...options,
    maxRetries: 0,
    resume: undefined,
    bell: undefined,
    whenEnded: 'finish',
    onStatus: (status) => {
      if (!ENDS.has(status.phase)) onStatus?.(status);
    },
  };
  try {
    for await (const item of connect(feed, once)) {
      if (signal.aborted) return;
      record.heardAt = clock.now();
      if (item.type === 'opened') {
        record.openedAt = record.heardAt;
        isReady();
      } else if (item.type === 'json') {
        sink.take([missing(record, 'The server did not answer with a stream.')]);
      } else if (item.type === 'comment') {
        sink.take([{ type: 'alive', from: 'comment' }]);
      } else if (item.type === 'messages') {
        workTime.begin();
        for (const message of item.messages) {
          record.lastLineAt = record.heardAt;
          if (record.lines === 0) record.firstLineAt = record.lastLineAt;
          record.lines += 1;
          sink.take(decoder.decode(message), message);
          if (workTime.isUp()) await workTime.rest();
          if (signal.aborted) return;
        }
      }
    }
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    if (!signal.aborted) sink.take([missing(record, connectionTrouble(error).text)]);
    // Then it was our patience that ended, not the feed.
    if (error.kind === 'idle') return;
  }
  if (!signal.aborted) record.closedAt = clock.now();
}

const ENDS: ReadonlySet<ConnectionStatus['phase']> = new Set(['closed', 'paused', 'interrupted']);

/** While the feed is open the server is there, however long its answer takes. */
function withFeed(
  onStatus: ConnectOptions['onStatus'],
  { openedAt }: FeedRecord,
): ConnectOptions['onStatus'] {
  if (openedAt === undefined) return onStatus;
  return (status) => {
    if (status.phase !== 'connecting') onStatus?.(status);
  };
}

function missing({ lines }: FeedRecord, why: string): StreamEventBody {
  const text = `${lines > 0 ? 'The rest of the thinking' : 'The thinking'} is missing. ${why}`;
  return { type: 'trouble', fatal: false, sort: 'error', code: 'thinking-missing', text };
}

/** Waits for a promise, but no longer than so many milliseconds. Whether it came in time. */
async function within(ms: number, clock: Clock, promise: Promise<unknown>): Promise<boolean> {
  let timer: unknown;
  const late = new Promise<false>((resolve) => {
    timer = clock.setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clock.clearTimeout(timer);
  }
}
