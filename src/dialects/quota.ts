import type { Quota, StreamEventBody, Trouble } from '../events/index.js';
import { kindOf, readFields, unexpected, type WireData } from './wire-data.js';

/** Reads the data of `rate_limit_exceeded`. What is missing in it is reported among `events`. */
export function readQuota(wire: WireData, events: StreamEventBody[]): Trouble {
  const fields = readFields(
    wire,
    {
      message: 'string',
      current_usage: 'number',
      monthly_limit: 'number',
      remaining_quota: 'number',
      reset_date: 'any',
    },
    events,
  );
  const resetsAt = readTime(fields.reset_date);
  if (resetsAt === undefined && fields.reset_date !== undefined) {
    const found = kindOf(fields.reset_date);
    events.push(unexpected(`"reset_date" in ${wire.event} to be a date`, found, wire.text()));
  }
  const figures: Record<keyof Quota, number | undefined> = {
    used: fields.current_usage,
    limit: fields.monthly_limit,
    remaining: fields.remaining_quota,
    resetsAt,
  };
  const known = Object.entries(figures).filter(([, figure]) => figure !== undefined);
  const quota: Quota = Object.fromEntries(known);
  const text = fields.message ?? 'The quota is used up.';
  return { type: 'trouble', fatal: true, sort: 'quota', code: 'rate_limit_exceeded', text, quota };
}

/** Epoch milliseconds of an ISO date, or of epoch seconds or milliseconds. */
function readTime(value: unknown): number | undefined {
  let time = NaN;
  if (typeof value === 'number') time = value < 1e11 ? value * 1000 : value;
  if (typeof value === 'string') {
    const iso = value.trim().replace(/^(\d{4}-\d\d-\d\d) /, '$1T');
    // Without a zone it would be read as the reader's local time; a server means its own, UTC.
    time = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(iso) ? `${iso}Z` : iso);
  }
  // A number so great that no date is made of it (nanoseconds, say) could not be shown.
  const date = new Date(time).getTime();
  return Number.isNaN(date) ? undefined : date;
}
