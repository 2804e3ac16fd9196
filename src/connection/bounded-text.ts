import { untilAborted } from './abort.js';

export interface BoundedText {
  readonly text: string;
  /** The body went on beyond the limit; the text stops there. */
  readonly isCut: boolean;
}

/**
 * Reads at most `limit` bytes of a body as UTF-8 text and cancels what is left.
 * @throws Whatever the body fails with, or the signal's error.
 */
export async function readBoundedText(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  signal: AbortSignal,
): Promise<BoundedText> {
  if (!body) return { text: '', isCut: false };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let room = limit;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return { text: text + decoder.decode(), isCut: false };
      // Streaming, so a character cut by the limit leaves no U+FFFD behind.
      text += decoder.decode(value.subarray(0, room), { stream: true });
      if (value.byteLength > room) return { text, isCut: true };
      room -= value.byteLength;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
