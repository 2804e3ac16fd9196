import {
  ConnectionError,
  type Clock,
  type ConnectionStatus,
  type ConnectOptions,
  type SseMessage,
} from '../connection/index.js';
import { gapTrouble } from './connection-trouble.js';
import { drive, type DriveEnd, type DriveSink } from './drive.js';
import { driveWithFeed } from './drive-with-feed.js';
import { isLost, type Live } from './live.js';
import type { Redactor } from './redact.js';
import type { Prepared, Requests } from './requests.js';
import { isRunning } from './selectors.js';
import type { Store } from './store.js';

/** What the connection of one run is made of. */
export interface RunDrive {
  readonly prepared: Prepared;
  /** What the person said. */
  readonly text: string;
  readonly live: Live;
  /** The messages of the run that have come already, to another tab; the server is asked to go on. */
  readonly seen: readonly SseMessage[] | undefined;
  readonly store: Store;
  readonly requests: Requests;
  readonly redactor: Redactor;
  /** How far the person's rejection of a checkpoint is. */
  readonly rejection: () => 'pending' | 'closed' | undefined;
  /** Ends the run because of it. */
  readonly endRejected: () => void;
  /** The server has begun to answer. */
  readonly confirm: () => void;
}

/** Carries a run from its requests into the state. Never rejects for wire trouble. */
export function driveRun(run: RunDrive): Promise<DriveEnd> {
  const { live, redactor, rejection, requests, seen, store, text } = run;
  const { dialect, request, feed } = run.prepared;
  const { bell } = live;
  const { signal } = live.abort;
  const { maxRetries, idempotent, idleTimeout, redactKeys } = requests.settings;
  const resumer = requests.resumer();
  const isFeed = dialect.whenClosed === 'reopen';
  const isResumable = !feed && (request.method === 'GET' || resumer !== undefined);
  let isResumed = seen !== undefined;
  let sessionId = seen && store.state.sessionId;
  const decoder = dialect.createDecoder(text, () => rejection() !== undefined);
  // What they make of these messages is known. It is told to nobody, the page's own hook included.
  for (const message of seen ?? []) {
    for (const body of decoder.decode(message))
      redactor.redact({ ...body, seq: 0, at: 0 }, redactKeys === undefined ? {} : { redactKeys });
  }
  const options: ConnectOptions & { readonly clock: Clock } = {
    ...requests.options(),
    ...{ bell, seen, signal, maxRetries, idempotent, idleTimeout },
    /** An answer that can be taken up again is not whole until its run is over. Asked at the end. */
    get whenEnded() {
      if (!resumer) return dialect.whenClosed;
      return decoder.isComplete ? 'finish' : 'reopen';
    },
    resume: resumer && (() => (isRunning(store.state) ? resumer(sessionId) : undefined)),
    onStatus: (connection) => {
      if (signal.aborted) return;
      // Opened again, some servers would begin anew.
      if (isLost(connection) && rejection() === 'closed') run.endRejected();
      else showConnection(store, connection);
    },
  };
  const sink: DriveSink = {
    opened: (status, resumed) => {
      live.hasOpened = true;
      isResumed ||= resumed;
      store.notify({ type: 'opened', status, resumed });
      run.confirm();
    },
    gap: () => sink.take([gapTrouble]),
    take: (bodies, message) => {
      for (const body of bodies) {
        if (!signal.aborted) store.take(body, message);
      }
      if (message) store.relay?.read(isResumable ? message : undefined);
      // Of this run: the page may set another for the next one meanwhile.
      sessionId = store.state.sessionId ?? sessionId;
      const { dialect: name } = decoder;
      if (name === 'auto' || name === store.state.dialect || signal.aborted) return;
      store.change((state) => ({ ...state, dialect: name }));
      requests.tellAbilities();
    },
    // After a failure nothing of use follows; what is opened again does not end by itself.
    isOver: () =>
      store.state.run?.status === 'failed' || ((isFeed || isResumed) && !isRunning(store.state)),
    diagnose: (diagnosis) => store.diagnoseOnce(diagnosis),
  };
  return feed
    ? driveWithFeed(feed, request, options, decoder, sink)
    : drive(request, options, decoder, sink, seen !== undefined);
}

/** Puts into the state how the connection is. What a server says of a failure may hold secrets, too. */
function showConnection(store: Store, status: ConnectionStatus): void {
  let connection = status;
  if ('error' in status && status.error?.body !== undefined) {
    const { kind, message, cause, body, ...facts } = status.error;
    const error = new ConnectionError(
      kind,
      message,
      { ...facts, body: store.seen(body) },
      { cause },
    );
    connection = { ...status, error };
  }
  store.change((state) => ({ ...state, connection }));
}
