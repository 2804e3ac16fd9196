import { diagnoseCut, diagnosis, type Diagnosis } from './diagnose-stream.js';

/** How a feed went beside the request whose answer it precedes. Times are epoch milliseconds. */
export interface FeedRecord {
  /** When the feed was asked for. */
  readonly askedAt: number;
  /** When the server answered; absent if it has not. */
  openedAt?: number;
  /** When anything came on it last. */
  heardAt: number;
  /** When the server ended it; absent if it has not. */
  closedAt?: number;
  lines: number;
  firstLineAt: number;
  lastLineAt: number;
  /** When the request was sent, and when its answer was there. */
  sentAt: number;
  answeredAt: number;
}

/** Tells what is wrong with a feed, if anything is. */
export function diagnoseFeed(record: FeedRecord): Diagnosis | undefined {
  const { askedAt, openedAt, heardAt, closedAt = Infinity, lines } = record;
  const { firstLineAt, lastLineAt, sentAt, answeredAt } = record;
  if (openedAt === undefined) return undefined;
  // What closes with the answer has come to its end.
  const isEarly = closedAt < answeredAt - 1_000;
  const cut = isEarly && diagnoseCut({ sentAt: askedAt, heardAt }, closedAt);
  if (cut) return cut;
  if (lines === 0 && (isEarly || closedAt === Infinity)) {
    return diagnosis('feed-silent', 'lines on the feed before the answer', 'none', 'No thinking');
  }
  const isBurst = lines > 2 && lastLineAt - firstLineAt <= 100;
  if (!isBurst || firstLineAt - sentAt < 2_000 || firstLineAt < answeredAt - 500) return undefined;
  return diagnosis(
    'feed-buffered',
    'the feed as it happens',
    `all ${lines} lines at once, with the answer`,
    'Late or bunched events',
  );
}
