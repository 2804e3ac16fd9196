import { humanised } from '../humanised.js';

/** Most items of a list that are named; a longer one is counted. */
const MOST_NAMED = 6;

/** Live figures as names and values. Numbers keep their digits. */
export function figuresOf(
  figures: Readonly<Record<string, unknown>> = {},
): (readonly [name: string, value: string])[] {
  return Object.entries(figures)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => [humanised(name), toText(value)]);
}

function toText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  const isNamed =
    value.length > 0 &&
    value.length <= MOST_NAMED &&
    value.every((item) => typeof item !== 'object');
  return isNamed ? value.join(', ') : String(value.length);
}
