import { isRecord, json, refuse } from '../../answers.js';
import type { MessageCue, Scenario, WireCue } from '../../wire.js';

/** The nested form: no event names, the data is `{"event": …, "data": …}`. */
export async function* nest(scenario: Scenario): Scenario {
  for await (const cue of scenario) yield cue.kind === 'message' ? nestMessage(cue) : cue;
}

// The data is put in as text, so that its digits stay as they are; what has no name is no event.
function nestMessage({ event, data }: MessageCue): MessageCue {
  if (event === undefined || !isJson(data)) return { kind: 'message', data };
  return { kind: 'message', data: `{"event": ${JSON.stringify(event)}, "data": ${data}}` };
}

/** One JSON answer in place of the stream. */
export async function toJsonAnswer(
  cues: AsyncIterable<WireCue>,
  { isNested, now }: { readonly isNested: boolean; readonly now: number },
): Promise<Response> {
  let sessionId: unknown;
  let content: unknown;
  for await (const cue of cues) {
    const data = cue.kind === 'message' ? readRecord(cue.data) : undefined;
    if (cue.kind !== 'message' || !data) continue;
    if (cue.event === 'session_initialized') sessionId = data['session_id'];
    if (cue.event === 'completed') content = data['final_message'];
    if (cue.event === 'error') return refuse(500, data['message']);
    if (cue.event === 'rate_limit_exceeded') return refuseQuota(data, now);
  }
  if (content === undefined) return refuse(500, 'The agent stopped without an answer');
  return json(isNested ? [{ role: 'assistant', content }] : { content, session_id: sessionId });
}

function refuseQuota(data: Readonly<Record<string, unknown>>, now: number): Response {
  const seconds = Math.max(1, Math.ceil((Date.parse(String(data['reset_date'])) - now) / 1000));
  const headers = { 'Retry-After': String(seconds) };
  return json({ detail: data['message'], ...data }, { status: 429, headers });
}

function readRecord(data: string): Readonly<Record<string, unknown>> | undefined {
  if (!isJson(data)) return undefined;
  const value: unknown = JSON.parse(data);
  return isRecord(value) ? value : undefined;
}

function isJson(data: string): boolean {
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}
