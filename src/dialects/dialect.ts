import type { SseMessage, StreamRequest } from '../connection/index.js';
import type { CheckpointOpen, HistoryMessage, StreamEventBody, Trouble } from '../events/index.js';

/** What a page has set and requests depend on. Plain data; the session fills in the defaults. */
export interface RequestSettings {
  /** Where requests go. An absolute or relative URL that the page gave. */
  readonly endpoint: string;
  /** GET or POST, when the page wants another one than the dialect's. */
  readonly method?: 'GET' | 'POST';
  /** JSON template for the body; see `fillTemplate`. Default: the dialect's own. */
  readonly body?: unknown;
  /** Query parameters to add. Values may hold placeholders. */
  readonly params?: Readonly<Record<string, string>>;
  /** The conversation's id, from the page or from the server. */
  readonly sessionId?: string;
  /** Our own id for the conversation: the same for all its requests, never given by a server. */
  readonly conversationId?: string;
  /** What a session id must match before it is sent. Default: `/^[A-Za-z0-9_-]+$/`. */
  readonly sessionIdPattern?: RegExp;
  /** Default: `anonymous`. */
  readonly userId: string;
  /** False asks for one JSON answer instead of a stream. */
  readonly stream: boolean;
  /** True asks for no status events, where a dialect can ask for that. */
  readonly noStatus: boolean;
  /** Second address, where a dialect needs one for the message itself. */
  readonly messageEndpoint?: string;
  /** Where decisions go. */
  readonly checkpointEndpoint?: string;
  /** Where an operation is cancelled. */
  readonly cancelEndpoint?: string;
  /** Where a run is taken up again whose stream broke. */
  readonly resumeEndpoint?: string;
  /** Most messages in one request; older ones are left out of it. Default: 50. */
  readonly maxMessages: number;
  /** Most characters in one message. Default: 10,000. */
  readonly maxLength: number;
}

/** What a person asked for. */
export interface SendIntent {
  readonly text: string;
  /** Ours, unique. */
  readonly messageId: string;
  /** The conversation so far, oldest first, without `text`. */
  readonly history: readonly HistoryMessage[];
}

/** A person's answer at a checkpoint. */
export interface Decision {
  readonly checkpointId: string;
  /** `approve`, `reject` or the id of one of the checkpoint's choices. */
  readonly choice: string;
  readonly feedback?: string;
  /** Other arguments, and the same as JSON text with all its digits. */
  readonly edits?: unknown;
  readonly editsText?: string;
  /** What was filled in, and the same as JSON text. */
  readonly answer?: unknown;
  readonly answerText?: string;
}

/** What a dialect's requests are made of where the page says nothing else; see `fillTemplate`. */
export interface RequestTemplate {
  /** Default: POST. */
  readonly method?: 'GET' | 'POST';
  /** The members of the body; of the query, when the method is GET. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Members of the query, whatever the method. */
  readonly params?: Readonly<Record<string, string>>;
}

/** Turns the messages of one run into stream events. It keeps the little state that this needs. */
export interface Decoder {
  /** The dialect in force; `auto` learns it on the way. */
  readonly dialect: string;
  /** Whether a close would be a good end now, so that nobody goes on with the stream. Default: false. */
  readonly isComplete?: boolean;
  /** Never throws: what cannot be read becomes `trouble` of sort `parse`, unknown ones `custom`. */
  decode(message: SseMessage): readonly StreamEventBody[];
  /** Reads a JSON answer that came in place of a stream, the end of the run included. */
  decodeAnswer(json: string): readonly StreamEventBody[];
  /** The stream has closed. Says what is left to say; without a `run.end` so far, it was cut. */
  end(): readonly StreamEventBody[];
}

/** How one kind of server speaks. Plain functions without state: one object serves all sessions. */
export interface Dialect {
  /** Value of the `dialect` attribute. */
  readonly name: string;
  /** What is wrong with how the page has set it up: nothing is sent, and this is shown. */
  readonly problem?: string;
  /** Who names the conversation: we send an id at once, or the server gives one. */
  readonly sessionIds: 'client' | 'server';
  /** What a closed stream means: the answer is over, or the connection is to be opened again. */
  readonly whenClosed: 'finish' | 'reopen';
  /** Whether a run can begin without a word from a person. Default: false. */
  readonly opens?: boolean;
  /** Whether a message could only come from such a server. Never throws. */
  detect(message: SseMessage): boolean;
  /** What its requests are made of, for `auto`, which sends the members of all dialects that POST. */
  template?(settings: RequestSettings): RequestTemplate;
  /** The request for one run, or why it must not be made. */
  request(intent: SendIntent, settings: RequestSettings): StreamRequest | Trouble;
  /**
   * A request to open before that one, for what the agent thinks meanwhile: a stream whose messages go
   * to the same decoder. Undefined when none is wanted; absent where the dialect has none. Such a run
   * ends with its answer, once both streams have closed.
   */
  feed?(intent: SendIntent, settings: RequestSettings): StreamRequest | Trouble | undefined;
  /**
   * What a person must approve before this request is made; undefined when nothing is proposed. Its
   * reply is to `begin`.
   */
  propose?(intent: SendIntent, settings: RequestSettings): CheckpointOpen | undefined;
  /**
   * A decoder for one run.
   * @param sent - The text that the run answers.
   * @param hasRejected - Whether the person has rejected a checkpoint of the run, as far as is known.
   */
  createDecoder(sent: string, hasRejected?: () => boolean): Decoder;
  /** The request that answers a checkpoint; absent where the dialect has none. */
  answer?(decision: Decision, settings: RequestSettings): StreamRequest | Trouble;
  /** The request that cancels one operation; absent where the dialect has none. */
  cancel?(operation: string, settings: RequestSettings): StreamRequest | Trouble;
}
