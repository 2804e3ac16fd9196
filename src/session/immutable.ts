/** An object without the members that are undefined, so that optional ones are really absent. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const result = { ...value };
  for (const key of Object.keys(result) as (keyof T)[]) {
    if (result[key] === undefined) delete result[key];
  }
  return result as T;
}

/** The list with the last item that matches changed; the same list when nothing changes. */
export function changeLast<T>(
  list: readonly T[],
  matches: (item: T) => boolean,
  change: (item: T) => T,
): readonly T[] {
  const index = list.findLastIndex(matches);
  const item = list[index];
  if (item === undefined) return list;
  const next = change(item);
  return next === item ? list : list.with(index, next);
}

/** The list with every matching item changed; the same list when none matches. */
export function changeAll<T>(
  list: readonly T[],
  matches: (item: T) => boolean,
  change: (item: T) => T,
): readonly T[] {
  return list.some(matches) ? list.map((item) => (matches(item) ? change(item) : item)) : list;
}

/** The list with one more at the end, and only the last `most` kept. */
export function appendBounded<T>(list: readonly T[], item: T, most: number): readonly T[] {
  return list.length < most ? [...list, item] : [...list.slice(list.length - most + 1), item];
}
