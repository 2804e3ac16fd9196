import { createSession, type Session, type SessionSettings } from '../session/index.js';
import { nearestProvider, providerById, providerOf, rootsAround } from './session-provider.js';
import { joinShared } from './shared-sessions.js';

/** What says where a session comes from. */
export interface SessionSeeker extends HTMLElement {
  /** A session made by the page. Wins over everything else. */
  readonly givenSession: Session | undefined;
  /** Id of the element whose session is used. */
  readonly for?: string | undefined;
  /** Elements with an equal name share one session. */
  readonly share?: string | undefined;
  /** Settings for a session of its own. */
  readonly sessionSettings: SessionSettings;
}

/** Where a session came from, and how to let go of it. */
export interface Binding {
  /** Absent while its provider has none, or is not there yet. */
  readonly session: Session | undefined;
  readonly origin: 'given' | 'found' | 'shared' | 'own';
  readonly release: () => void;
  /** Whether the seeker speaks for the session to the page. */
  readonly speaks: () => boolean;
  /** Passes settings on, where they are the seeker's to set. */
  readonly configure?: (settings: SessionSettings) => void;
}

/** What a binding tells its owner. */
export interface BindingOwner {
  /** Always has a session of its own, whatever is around it. */
  readonly isSource: boolean;
  /** There is another session to be found now. */
  readonly rebind: () => void;
  /** Says what those who run the page should know. */
  readonly diagnose: (code: string, message: string) => void;
}

/** Finds the session of an element, or makes it, not configured yet, by the rules of `StreamController`. */
export function bind(seeker: SessionSeeker, owner: BindingOwner): Binding {
  const { givenSession: session, for: id, share } = seeker;
  if (session) return { session, origin: 'given', release: () => {}, speaks: () => true };
  if (id) return bindTo(providerById(seeker, id), seeker, owner);
  const around = owner.isSource ? undefined : nearestProvider(seeker);
  if (around) return bindTo(around, seeker, owner);
  return share ? bindShared(share, owner) : bindOwn();
}

function bindOwn(): Binding {
  const session = createSession();
  return {
    session,
    origin: 'own',
    release: () => session.close(),
    speaks: () => true,
    configure: (settings) => session.configure(settings),
  };
}

function bindShared(name: string, { diagnose }: BindingOwner): Binding {
  const place = joinShared(name, {});
  let differed = false;
  return {
    session: place.session,
    origin: 'shared',
    release: () => place.leave(),
    speaks: () => place.speaks(),
    configure: (settings) => {
      const differs = place.configure(settings);
      const message = `Expected equal settings for share="${name}"; those of the first element hold`;
      const isNews = differs && !differed;
      differed = differs;
      if (isNews) diagnose('share-differs', message);
    },
  };
}

function bindTo(element: Element | undefined, seeker: SessionSeeker, owner: BindingOwner): Binding {
  const provider = element && providerOf(element);
  const release = provider ? provider.onSessionChange(owner.rebind) : wait(element, seeker, owner);
  return { session: provider?.session, origin: 'found', release, speaks: () => false };
}

/** Waits for a provider: one that is not upgraded, or not there, yet. Returns the undo. */
function wait(
  element: Element | undefined,
  seeker: SessionSeeker,
  { rebind, diagnose }: BindingOwner,
): () => void {
  if (element && !element.matches(':defined')) {
    let isWaiting = true;
    const registry = element.customElementRegistry ?? customElements;
    void registry.whenDefined(element.localName).then(() => isWaiting && rebind());
    return () => void (isWaiting = false);
  }
  if (element) {
    const message = `Expected for="${element.id}" to name an element with a session, found <${element.localName}>`;
    diagnose('for', message);
  }
  // A page may be half parsed, or a framework half rendered.
  const observer = new MutationObserver(() => {
    if (seeker.for && providerById(seeker, seeker.for) !== element) rebind();
  });
  for (const root of rootsAround(seeker)) {
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['id'] });
  }
  return () => observer.disconnect();
}
