import type { SseMessage } from './sse-message.js';

/** What a connection gives, in order. */
export type StreamItem =
  /** The server has answered. `resumed`: it was asked to go on where the last stream broke off. */
  | {
      readonly type: 'opened';
      readonly status: number;
      readonly headers: Headers;
      readonly resumed: boolean;
    }
  /**
   * Something is missing before what follows: the server could not go on where it was asked to, by its
   * word or by its ids.
   */
  | { readonly type: 'gap' }
  /** Never empty. */
  | { readonly type: 'messages'; readonly messages: readonly SseMessage[] }
  /** Comes before the messages of the same piece of the body. Of a flood, the first few are told. */
  | { readonly type: 'comment'; readonly text: string }
  /** The answer is JSON instead of a stream; nothing follows. Not parsed. */
  | { readonly type: 'json'; readonly text: string };
