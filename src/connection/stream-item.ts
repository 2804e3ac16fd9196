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
   * The stream was opened again and does not go on where the last one broke off, as far as its ids or the
   * server can tell. What follows is given all the same: something is missing before it, or it comes twice.
   */
  | { readonly type: 'gap' }
  /** Never empty. */
  | { readonly type: 'messages'; readonly messages: readonly SseMessage[] }
  /** Comes before the messages of the same piece of the body. Of a flood, the first few are told. */
  | { readonly type: 'comment'; readonly text: string }
  /** The answer is JSON instead of a stream; nothing follows. Not parsed. */
  | { readonly type: 'json'; readonly text: string };
