/** How many characters the engine searches, copies and joins while something runs: its work, without a clock. */
export function countCharacters(run: () => void): number {
  let count = 0;
  const { indexOf, slice } = String.prototype;
  const { join } = Array.prototype;
  Object.assign(String.prototype, {
    indexOf(this: string, text: string, from = 0): number {
      const found = indexOf.call(this, text, from);
      count += (found === -1 ? this.length : found + text.length) - from;
      return found;
    },
    slice(this: string, ...ends: [number?, number?]): string {
      const part = slice.apply(this, ends);
      count += part.length;
      return part;
    },
  });
  Object.assign(Array.prototype, {
    join(this: unknown[], separator?: string): string {
      const text = join.call(this, separator);
      count += text.length;
      return text;
    },
  });
  try {
    run();
  } finally {
    Object.assign(String.prototype, { indexOf, slice });
    Object.assign(Array.prototype, { join });
  }
  return count;
}
