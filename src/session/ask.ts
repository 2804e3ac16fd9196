import { onAbort } from '../connection/abort.js';
import {
  connect,
  ConnectionError,
  type Clock,
  type ConnectOptions,
  type StreamRequest,
} from '../connection/index.js';

/** Milliseconds for the answer to a decision: nobody should look at a hanging one for longer. */
const LONGEST_WAIT = 30_000;

/** What became of a request: the server's JSON, if it gave any, or why the server could not be told. */
export type Told =
  | { readonly json?: string }
  | {
      readonly error: string;
      /** It may have been taken all the same. */
      readonly isUnknown?: true;
    };

interface AskOptions extends Pick<ConnectOptions, 'signal' | 'headers' | 'fetch' | 'network'> {
  readonly clock: Clock;
}

/** Sends one small request, once. Rejects only for what is not trouble on the wire. */
export async function ask(
  request: StreamRequest,
  options: AskOptions,
  describe: (error: ConnectionError) => string,
): Promise<Told> {
  const { clock, signal } = options;
  const abort = new AbortController();
  const unlink = onAbort(signal, () => abort.abort());
  const timer = clock.setTimeout(() => abort.abort(silence()), LONGEST_WAIT);
  try {
    const connection = {
      ...options,
      signal: abort.signal,
      maxRetries: 0,
      whenEnded: 'finish',
    } as const;
    for await (const item of connect(request, connection)) {
      if (item.type === 'json') return { json: item.text };
      // A stream in answer counts like every other success; what it says is not needed.
      if (item.type !== 'opened' || isStream(item.headers)) break;
    }
    return {};
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    if (isTaken(error)) return {};
    return { error: describe(error), ...(mayBeTaken(error) && { isUnknown: true }) };
  } finally {
    clock.clearTimeout(timer);
    unlink();
  }
}

/** A success is one whatever its body is, but for a page: of a sign-in, say. */
function isTaken({ status = 0, contentType = '' }: ConnectionError): boolean {
  return status >= 200 && status < 300 && !/html/i.test(contentType);
}

/** No answer came, or one of a gateway that has none either. */
function mayBeTaken({ kind, status }: ConnectionError): boolean {
  return /^(network|idle|cut)$/.test(kind) || status === 502 || status === 504;
}

function isStream(headers: Headers): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true;
}

function silence(): ConnectionError {
  return new ConnectionError('idle', `Expected an answer within ${LONGEST_WAIT} ms, got none`);
}
