import type { SessionSettings } from '../settings.js';
import { PROTOCOL } from './tab-message.js';

/**
 * The name under which tabs of an origin find each other; none as long as nothing can be requested. It
 * is made of the name that the page gave, else of the endpoint; and of the conversation and the person,
 * where the page tells them apart. Addresses can hold secrets, and names can be seen: they are digested.
 */
export function groupName(name: string, settings: SessionSettings): string | undefined {
  const { endpoint, sessionId, userId } = settings;
  if (!endpoint) return undefined;
  const what = [name || absolute(endpoint), sessionId, userId].join('\n');
  return `sse-elements/tabs/${PROTOCOL}/${name}/${digest(what, 31)}${digest(what, 37)}`;
}

/**
 * A number for what settings say, so that tabs can compare what they must not tell each other. Headers
 * and functions are each tab's own.
 */
export function settingsDigest(settings: SessionSettings): number {
  const { headers: _h, fetch: _f, redact: _r, dialect, ...rest } = settings;
  const said = { ...rest, dialect: typeof dialect === 'object' ? dialect.name : dialect };
  const members = Object.entries(said).filter(
    ([, value]) => value !== undefined && value !== false,
  );
  return digest(JSON.stringify(members.toSorted(([one], [other]) => (one < other ? -1 : 1))), 31);
}

function digest(text: string, factor: number): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1)
    sum = (Math.imul(sum, factor) + text.charCodeAt(at)) | 0;
  return sum >>> 0;
}

function absolute(endpoint: string): string {
  const { document, location } = globalThis as {
    document?: { readonly baseURI: string };
    location?: { readonly href: string };
  };
  const base = document?.baseURI ?? location?.href;
  return URL.canParse(endpoint, base) ? new URL(endpoint, base).href : endpoint;
}
