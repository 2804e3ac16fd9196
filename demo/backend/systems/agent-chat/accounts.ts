/** What a token may do, and what it has done. */
export interface Account {
  readonly token: string;
  /** Counts a request. Returns the seconds to wait when there were too many in a minute, else 0. */
  admit(): number;
  /** Takes one from the monthly quota. Returns the refusal when there is none left. */
  spend(): QuotaExceeded | undefined;
  /** Uses the quota up at once; it comes back after `ms` milliseconds. */
  useUp(ms: number): QuotaExceeded;
  /** Whether a quota that was used up has come back. True once each time. */
  takeReturn(): boolean;
}

/** Data of `rate_limit_exceeded`. */
export interface QuotaExceeded {
  readonly message: string;
  readonly current_usage: number;
  readonly monthly_limit: number;
  readonly remaining_quota: number;
  /** ISO 8601, UTC, whole seconds. */
  readonly reset_date: string;
}

export interface AccountLimits {
  /** Answers a month and token. Default 200. */
  readonly monthlyQuota?: number;
  /** Requests a minute and token. Default 30. */
  readonly requestsPerMinute?: number;
}

const minute = 60_000;

/** An account with nothing spent. `now` gives epoch milliseconds. */
export function createAccount(token: string, limits: AccountLimits, now: () => number): Account {
  const { monthlyQuota = 200, requestsPerMinute = 30 } = limits;
  let requests: readonly number[] = [];
  let used = 0;
  let resetsAt = startOfNextMonth(now());
  let isUsedUp = false;
  let hasReturned = false;

  const renew = () => {
    if (now() < resetsAt) return;
    used = 0;
    resetsAt = startOfNextMonth(now());
    hasReturned = isUsedUp;
    isUsedUp = false;
  };
  const exceeded = (): QuotaExceeded => ({
    message: 'Monthly quota exceeded',
    current_usage: used,
    monthly_limit: monthlyQuota,
    remaining_quota: 0,
    reset_date: new Date(resetsAt).toISOString().replace(/\.\d+Z$/, 'Z'),
  });

  return {
    token,
    admit() {
      const time = now();
      requests = requests.filter((at) => at > time - minute);
      const oldest = requests[0] ?? time;
      if (requests.length >= requestsPerMinute) {
        return Math.max(1, Math.ceil((oldest + minute - time) / 1000));
      }
      requests = [...requests, time];
      return 0;
    },
    spend() {
      renew();
      used += 1;
      return used > monthlyQuota ? exceeded() : undefined;
    },
    useUp(ms) {
      used = monthlyQuota + 1;
      // Whole seconds, as the date says them: a client that comes back on time is not too early.
      resetsAt = Math.ceil((now() + ms) / 1000) * 1000;
      isUsedUp = true;
      return exceeded();
    },
    takeReturn() {
      const returned = hasReturned;
      hasReturned = false;
      return returned;
    },
  };
}

function startOfNextMonth(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
