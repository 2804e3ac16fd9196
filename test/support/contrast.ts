/** The contrast ratio of two colours (`#rrggbb`), as WCAG 2 counts it. NaN when one is none. */
export function contrast(one: string, other: string): number {
  const [light = NaN, dark = NaN] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [, ...parts] = /^#(\w\w)(\w\w)(\w\w)$/.exec(colour) ?? [];
  const [red = NaN, green = NaN, blue = NaN] = parts.map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
