import { codePoint, hiddenIn, mixedIn } from '../visible-text.js';

/** Names of what hides in text, each with what it is; the first that fits holds. */
const kinds = [
  ['direction control', /\p{Bidi_Control}/u],
  ['control character', /\p{Cc}/u],
  ['unusual blank', /[\p{Z}\u2800\u3164\uffa0]/u],
  ['invisible character', /[^]/u],
] as const;

/** Most code points and words that a warning names. */
const MOST_NAMED = 5;

/** What a person should know before they believe what these texts look like: whole sentences. */
export function warningsOf(texts: readonly string[]): string[] {
  const all = texts.join('\n');
  return [hiddenWarning(all), mixedWarning(all), ...hostWarnings(all)].filter(
    (warning) => warning !== '',
  );
}

function hiddenWarning(text: string): string {
  const characters = hiddenIn(text);
  if (characters.length === 0) return '';
  const counts = new Map<string, number>();
  for (const character of characters) {
    const [name = ''] = kinds.find(([, pattern]) => pattern.test(character)) ?? [];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const parts = [...counts].map(([name, count]) => counted(count, name)).join(', ');
  return `Contains ${counted(characters.length, 'hidden character')}: ${parts} (${listed(characters.map(codePoint))}).`;
}

function mixedWarning(text: string): string {
  const mixed = mixedIn(text);
  return mixed.length === 0
    ? ''
    : `Mixes Latin letters with others that look alike: ${listed(mixed.map((word) => `“${word}”`))}.`;
}

function hostWarnings(text: string): string[] {
  const addresses = new Set(text.match(/\bhttps?:\/\/[^\s"'<>\\]+/gi) ?? []);
  return [...addresses].slice(0, MOST_NAMED).flatMap((address) => {
    const host = URL.canParse(address) ? new URL(address).hostname : '';
    return host.includes('xn--') && !address.toLowerCase().includes(host)
      ? `An address leads to the host ${host}, which is written to look like another.`
      : [];
  });
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function listed(names: readonly string[]): string {
  const different = [...new Set(names)];
  const rest = different.length - MOST_NAMED;
  return different.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}
