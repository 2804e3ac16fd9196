/** A piece of text, or a mail address in it. */
export interface TextPiece {
  readonly text: string;
  /** `mailto:` or `xmpp:` URL. */
  readonly href?: string;
}

/** Finds mail addresses in plain text as GitHub does. Linear: each character is looked at at most twice. */
export function findMailAddresses(text: string): readonly TextPiece[] {
  if (!text.includes('@')) return [{ text }];
  const pieces: TextPiece[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let begin = at;
    while (begin > done && /[\w.+-]/.test(text.charAt(begin - 1))) begin--;
    let end = at + 1;
    while (end < text.length && /[\w.-]/.test(text.charAt(end))) end++;
    while (text.charAt(end - 1) === '.') end--;
    const host = text.slice(at + 1, end);
    if (begin === at || !/^[\w-]+(\.[\w-]+)+$/.test(host) || /[_-]$/.test(host)) continue;

    const scheme =
      /(?:mailto|xmpp):$/i.exec(text.slice(Math.max(done, begin - 7), begin))?.[0] ?? '';
    begin -= scheme.length;
    if (/^xmpp/i.test(scheme)) end += /^(?:\/[\w@.]+)?/.exec(text.slice(end))?.[0].length ?? 0;
    if (begin > done) pieces.push({ text: text.slice(done, begin) });
    const address = text.slice(begin, end);
    pieces.push({ text: address, href: scheme === '' ? `mailto:${address}` : address });
    done = end;
    at = end - 1;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}
