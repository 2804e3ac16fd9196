/** How a feed went beside the request whose answer it precedes. Times are epoch milliseconds. */
export interface FeedRecord {
  /** When the server answered; absent if it has not. */
  openedAt?: number;
  /** When the server ended it; absent if it has not. */
  closedAt?: number;
  lines: number;
  firstLineAt: number;
  lastLineAt: number;
  /** When the request was sent, and when its answer was there. */
  sentAt: number;
  answeredAt: number;
}

/** What is wrong with a deployment, for those who run it. */
export interface Diagnosis {
  readonly code: 'feed-silent' | 'feed-buffered' | 'gateway-timeout';
  readonly message: string;
}

/** Limits of gateways and proxies, in seconds. */
const LIMITS = [30, 60, 100, 120, 230, 240, 300];

/** Tells what is wrong with a feed, if anything is. */
export function diagnoseFeed(record: FeedRecord): Diagnosis | undefined {
  const { openedAt, closedAt = Infinity, lines, firstLineAt, lastLineAt } = record;
  const { sentAt, answeredAt } = record;
  if (openedAt === undefined) return undefined;
  // What closes with the answer has come to its end.
  const isEarly = closedAt < answeredAt - 1_000;
  const limit = LIMITS.find((seconds) => Math.abs(closedAt - openedAt - seconds * 1_000) <= 1_000);
  if (isEarly && limit !== undefined) {
    const message = `The feed was closed after ${limit} s, before the answer: a gateway's time limit. Raise it for this address`;
    return { code: 'gateway-timeout', message };
  }
  if (lines === 0 && (isEarly || closedAt === Infinity)) {
    const message =
      'The answer came, but nothing on the feed. Several workers must share what they think, or be one';
    return { code: 'feed-silent', message };
  }
  const isBurst = lines > 2 && lastLineAt - firstLineAt <= 100;
  if (isBurst && firstLineAt - sentAt >= 2_000 && firstLineAt >= answeredAt - 500) {
    const message =
      'The whole feed came in one burst, with the answer: a proxy holds it back. Switch buffering off for this address';
    return { code: 'feed-buffered', message };
  }
  return undefined;
}
