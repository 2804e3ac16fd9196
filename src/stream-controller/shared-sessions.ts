import { createSession, TabSession, type Session, type SessionSettings } from '../session/index.js';

/** A session with those who share it, in the order in which they came. */
interface Shared {
  readonly session: Session;
  readonly users: Map<object, SessionSettings>;
  /** The one whose settings hold and who speaks for the session to the page. */
  owner: object | undefined;
}

const shared = new Map<string, Shared>();

/** A place at a shared session. */
export interface SharedPlace {
  readonly session: Session;
  /**
   * Says what this user would have set. The settings of the first user with an endpoint hold.
   * @returns whether they say otherwise than this user.
   */
  configure(settings: SessionSettings): boolean;
  /** Whether this user speaks for the session to the page: the one whose settings hold, else the first. */
  speaks(): boolean;
  /** Leaves. The last one who leaves closes the session. */
  leave(): void;
}

/** Joins the session of that name, or makes it. */
export function joinShared(name: string, user: object): SharedPlace {
  const place = shared.get(name) ?? {
    session: sessionOf(name),
    users: new Map(),
    owner: undefined,
  };
  shared.set(name, place);
  place.users.set(user, {});
  return {
    session: place.session,
    configure: (settings) => {
      place.users.set(user, settings);
      if (settings.endpoint) place.owner ??= user;
      if (place.owner === user) place.session.configure(settings);
      const holding = place.owner && place.users.get(place.owner);
      return holding !== undefined && contradicts(settings, holding);
    },
    speaks: () => (place.owner ?? place.users.keys().next().value) === user,
    leave: () => {
      place.users.delete(user);
      if (place.owner === user) {
        place.owner = firstWithEndpoint(place.users);
        const next = place.owner && place.users.get(place.owner);
        if (next) place.session.configure(next);
      }
      if (place.users.size > 0 || shared.get(name) !== place) return;
      shared.delete(name);
      place.session.close();
    },
  };
}

/** `tabs`, and `tabs:` with a name after it, reach across the tabs of an origin; other names do not. */
function sessionOf(name: string): Session {
  const found = /^tabs(?::(.*))?$/s.exec(name);
  return found ? new TabSession(found[1] ?? '') : createSession();
}

function firstWithEndpoint(users: Shared['users']): object | undefined {
  for (const [user, { endpoint }] of users) if (endpoint) return user;
  return undefined;
}

/** Whether someone asks for anything other than what holds. Who says nothing asks for nothing. */
function contradicts(settings: SessionSettings, holding: SessionSettings): boolean {
  const keys = keysOf(settings).filter(
    (key) => settings[key] !== undefined && settings[key] !== false,
  );
  return keys.some((key) => !isSame(key, settings, holding));
}

/** Whether two sets of settings say the same, member by member. */
export function sameSettings(one: SessionSettings, other: SessionSettings): boolean {
  return one === other || keysOf({ ...one, ...other }).every((key) => isSame(key, one, other));
}

function keysOf(settings: SessionSettings): (keyof SessionSettings)[] {
  return Object.keys(settings) as (keyof SessionSettings)[];
}

/** Settings that may be plain data, which frameworks make anew each time they render. */
const dataKeys: ReadonlySet<keyof SessionSettings> = new Set([
  'headers',
  'body',
  'params',
  'map',
  'redactKeys',
]);

function isSame(key: keyof SessionSettings, one: SessionSettings, other: SessionSettings): boolean {
  const [mine, theirs] = [one[key], other[key]];
  if (Object.is(mine, theirs)) return true;
  const isData = dataKeys.has(key) && isPlain(mine) && isPlain(theirs);
  return isData && JSON.stringify(mine) === JSON.stringify(theirs);
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
