import { systemClock, systemPage, type Clock, type PageWatch } from '../../connection/index.js';
import type { SessionEnvironment } from '../requests.js';

/** As much of a `BroadcastChannel` as tabs need. */
export interface TabChannel {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** As much of a `LockManager` as tabs need. */
export interface TabLocks {
  request(
    name: string,
    options: { readonly signal: AbortSignal } | { readonly steal: true },
    hold: () => Promise<void>,
  ): Promise<unknown>;
}

/** What a session that tabs share needs of its surroundings; tests put their own in place. */
export interface TabEnvironment extends SessionEnvironment {
  /** Default: `navigator.locks`, which insecure pages lack. */
  readonly locks?: TabLocks;
  /** Default: a `BroadcastChannel`. */
  readonly openChannel?: (name: string) => TabChannel;
}

/** What a group of tabs lives by. */
export interface TabMeans {
  readonly clock: Clock;
  readonly page: PageWatch;
  readonly locks: TabLocks;
  readonly openChannel: (name: string) => TabChannel;
}

/** The means that there are; nothing where tabs cannot share. */
export function tabMeans({
  clock = systemClock,
  page = systemPage,
  locks = systemLocks(),
  openChannel = systemChannels(),
}: TabEnvironment): TabMeans | undefined {
  return locks && openChannel && { clock, page, locks, openChannel };
}

function systemLocks(): TabLocks | undefined {
  // Read loosely: `navigator` is missing in Node 20, `locks` in insecure pages.
  return (globalThis as { navigator?: { locks?: TabLocks } }).navigator?.locks;
}

function systemChannels(): TabMeans['openChannel'] | undefined {
  const { BroadcastChannel: Channel } = globalThis as {
    BroadcastChannel?: new (name: string) => TabChannel;
  };
  return Channel && ((name) => new Channel(name));
}
