/** One dispatched block of an event stream, as the HTML standard defines it. */
export interface SseMessage {
  /** The last event id in force when the message was dispatched; `''` if there is none. */
  readonly id: string;
  /** The event's name; `'message'` if the server gave none. */
  readonly event: string;
  /** The data lines, joined by line feeds. */
  readonly data: string;
  /**
   * Present when the stream ended before the blank line of this block, and its data was
   * complete all the same (a JSON object, array or string, or `[DONE]`). Never in strict mode.
   */
  readonly recovered?: true;
}
