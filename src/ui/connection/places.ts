import type { Session } from '../../session/index.js';

/** Where a page may say how a connection is. */
export interface ConnectionPlace extends Element {
  /** In a conversation and in a dialog it is always said; elsewhere only if no conversation in sight says it. */
  readonly place: 'conversation' | 'dialog' | undefined;
}

const places = new WeakMap<Session, Set<ConnectionPlace>>();

/** Takes part in who says it for a session. Returns the undo. */
export function joinPlaces(session: Session, place: ConnectionPlace): () => void {
  const all = places.get(session) ?? new Set();
  places.set(session, all.add(place));
  return () => void all.delete(place);
}

/** Whether it is said here: once for those who look at the page, where they see it. */
export function isSaidAt(place: ConnectionPlace, session: Session): boolean {
  if (place.place) return true;
  const inSight = [...(places.get(session) ?? [])].filter((each) => each.checkVisibility());
  if (inSight.some((each) => each.place === 'conversation')) return false;
  return inSight.find((each) => each.place === undefined) === place;
}
