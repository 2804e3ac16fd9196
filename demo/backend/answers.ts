/** What an answer has besides its body. */
export interface AnswerInit {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON answer. */
export function json(body: unknown, { status = 200, headers = {} }: AnswerInit = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/** A refusal, in the form that these servers share: `{"detail": …}`. */
export function refuse(
  status: number,
  detail: unknown,
  headers: AnswerInit['headers'] = {},
): Response {
  return json({ detail }, { status, headers });
}

/** A request's body: as it came and as a value. */
export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

/** The body, or the refusal of a body that is not JSON. */
export async function readJson(request: Request): Promise<JsonBody | Response> {
  const text = await request.text();
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return refuse(422, 'body: Not JSON');
  }
}

/** Whether a JSON value is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
