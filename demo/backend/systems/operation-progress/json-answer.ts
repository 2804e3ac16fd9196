import { isRecord, json, refuse } from '../../answers.js';
import type { WireCue } from '../../wire.js';

/** One JSON answer in place of the stream: the text, or else what became of the operations. */
export async function toJsonAnswer(cues: AsyncIterable<WireCue>): Promise<Response> {
  let content = '';
  let isDone = false;
  const ends: string[] = [];
  for await (const cue of cues) {
    const { type, data } = cue.kind === 'message' ? read(cue.data) : {};
    if (type === 'content') content += toText(data, 'content');
    if (type === 'done') isDone = true;
    if (type === 'done' || type === 'error') ends.push(toText(data, 'message'));
  }
  if (!isDone) return refuse(500, ends.at(-1) ?? 'The agent stopped without an answer');
  return json({ content: content === '' ? ends.join('\n') : content });
}

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    // What no client can read is no part of the answer.
    return {};
  }
}

function toText(data: unknown, field: string): string {
  const value = isRecord(data) ? data[field] : undefined;
  return typeof value === 'string' ? value : '';
}
