import { lazy } from './lazy.js';

const format = lazy(
  () => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }),
);

/** The time of day of a moment, as the reader's language writes it. */
export function clockTime(at: number): string {
  return format().format(at);
}
