import type { Operation } from '../../session/index.js';

/** What a page says of an operation, by its name. Attributes are JSON, so it may be anything. */
export function byOperation(given: unknown, { id, operation = id }: Operation): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  const entry = Object.entries(given).find(([name]) => name === operation || name === id);
  return entry?.[1];
}
