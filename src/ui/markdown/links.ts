/** What becomes of a URL from the wire. */
export type CheckedUrl =
  | {
      readonly isAllowed: true;
      /** Rebuilt from the parsed URL: what is checked is what is opened. */
      readonly href: string;
      /** What a reader must see: the host in full, international names in ASCII, or the mail address. */
      readonly host: string;
    }
  | { readonly isAllowed: false };

const refused: CheckedUrl = { isAllowed: false };
const linkProtocols = ['https:', 'http:', 'mailto:'];
const imageProtocols = ['https:', 'http:'];
/** Pictures without scripts in them. No SVG. */
const imageData = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=]*$/i;
/** Longest picture inside a text, in characters. */
const MAX_IMAGE_DATA = 1_000_000;

/** A text that is longer, in characters, does not look like an address. */
const LONGEST_NAME = 300;

/** Whether a URL from the wire may become a link, and where it leads. Relative ones start at `base`. */
export function checkLink(url: string, base: string): CheckedUrl {
  return check(url, base, linkProtocols);
}

/** Whether a URL from the wire may become an image once the reader asks for it. */
export function checkImage(url: string, base: string): CheckedUrl {
  const cleaned = withoutControls(url);
  if (!/^data:/i.test(cleaned)) return check(url, base, imageProtocols);
  if (cleaned.length > MAX_IMAGE_DATA || !imageData.test(cleaned)) return refused;
  return { isAllowed: true, href: cleaned, host: '' };
}

/**
 * Whether the page allows an image to load by itself. `allowed` lists origins, each with an optional
 * path (`https://example.org/static/`), separated by spaces. The page's own origin must be listed, too:
 * a redirector or a proxy on it could send data elsewhere.
 */
export function isImageAllowed(href: string, allowed: string): boolean {
  const image = parse(href);
  // An encoded slash may be a slash to the server, and lead out of the allowed folder.
  if (!image || !imageProtocols.includes(image.protocol) || /%2f|%5c/i.test(image.pathname))
    return false;
  return allowed
    .split(/\s+/)
    .map((entry) => parse(entry))
    .some((entry) => entry?.origin === image.origin && isInside(image.pathname, entry.pathname));
}

/** The host that a link's text itself names, when the text looks like an address. */
export function hostNamedBy(text: string): string | undefined {
  const shown = text.replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '').trim();
  if (shown.length > LONGEST_NAME) return undefined;
  if (/^mailto:/i.test(shown)) return shown.slice(7).toLowerCase();
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(shown)) return shown.toLowerCase();
  const address = /^(https?:\/\/|www\.)?([^\s/?#:@]+)(?::\d+)?(?:[/?#]\S*)?$/i.exec(shown);
  const [, scheme, host = ''] = address ?? [];
  if (!host.includes('.')) return undefined;
  if (scheme === undefined && !looksLikeDomain(host)) return undefined;
  return parse(/^http/i.test(scheme ?? '') ? shown : `https://${shown}`)?.host;
}

/** Whether a host is the one that a text names: `www.` does not matter. `below`: it is below that one. */
export function compareHosts(named: string, actual: string): 'same' | 'below' | 'other' {
  const [short, long] = [named.replace(/^www\./, ''), actual.replace(/^www\./, '')];
  if (long === short) return 'same';
  return long.endsWith(`.${short}`) ? 'below' : 'other';
}

function check(url: string, base: string, protocols: readonly string[]): CheckedUrl {
  // Markdown means a backslash; browsers would make a slash of it, and a host of what follows.
  const parsed = parse(withoutControls(url).replaceAll('\\', '%5C'), base);
  // A name before the host is there to be taken for the host.
  if (!parsed || !protocols.includes(parsed.protocol) || parsed.username !== '') return refused;
  if (parsed.password !== '') return refused;
  const isMail = parsed.protocol === 'mailto:';
  return {
    isAllowed: true,
    href: parsed.href,
    host: isMail ? decode(parsed.pathname) : parsed.host,
  };
}

function parse(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined; // not a URL: nothing is lost, for its text is shown
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not encoded: shown as it is
  }
}

function withoutControls(url: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return url.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim();
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** `paypal.com` does; `index.html` and `Node.js` do not. */
function looksLikeDomain(name: string): boolean {
  if (!/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u.test(name)) return false;
  return !fileEnding.test(name);
}

const fileEnding =
  /\.(?:[cm]?[jt]sx?|md|html?|css|s[ac]ss|json|ya?ml|toml|xml|txt|csv|sql|py|rs|go|java|kt|cs|cpp|hpp|rb|php|sh|vue|svg|png|jpe?g|gif|webp|pdf|lock|env|log)$/i;
