/** A backend for one test alone: its sessions and quotas are its own, and its pace. */
export interface OwnBackend {
  /** What comes before its addresses; pages of test/e2e/pages lie there, too. */
  readonly url: string;
}

/** A backend that stands still at every pause of its scenarios. */
export interface HeldBackend extends OwnBackend {
  /** Ends pauses, one after the other: what comes before the next one goes over the wire. */
  step(count?: number): Promise<void>;
  /** Waits for nothing any more. */
  release(): Promise<void>;
}

/** `quick` leaves nothing to wait for; `real` is as fast as a real server. */
export function createOwnBackend(pace: 'quick' | 'real' = 'quick'): OwnBackend {
  return { url: `/own/${pace}/${crypto.randomUUID()}` };
}

/** What a backend tells of the requests that have reached it, those for files left out. */
export interface SeenRequests {
  /** Method and address of each, in order. */
  readonly all: readonly string[];
  /** How many are open now, and the most that were at one time. */
  readonly open: number;
  readonly most: number;
}

export async function requestsAt({ url }: OwnBackend): Promise<SeenRequests> {
  const response = await fetch(`${url}/-/requests`);
  return (await response.json()) as SeenRequests;
}

/** See tools/test-backends.ts for the other side. */
export function createHeldBackend(): HeldBackend {
  const url = `/own/held/${crypto.randomUUID()}`;
  const tell = async (what: string): Promise<void> => {
    const response = await fetch(`${url}/-/${what}`, {
      method: 'POST',
      signal: AbortSignal.timeout(8_000),
    });
    if (!response.ok) throw new Error(`Expected the backend to ${what}, got ${response.status}`);
  };
  return { url, step: (count = 1) => tell(`step?count=${count}`), release: () => tell('release') };
}
