/**
 * What is made when it is asked for first, and once. Importing the library builds nothing that an empty
 * element does without: a formatter of dates alone takes a slow phone 40 ms.
 */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
