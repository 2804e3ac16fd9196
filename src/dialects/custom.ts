import type { StreamRequest } from '../connection/index.js';
import type { Trouble } from '../events/index.js';
import { CustomDecoder } from './custom-decoder.js';
import { problemOf, type DialectMap } from './custom-map.js';
import type { Decision, Dialect, RequestSettings, RequestTemplate } from './dialect.js';
import { buildRequest, postJson, refuse } from './request.js';
import { fillTemplate, TemplateError } from './template.js';
import { isRecord } from './wire-data.js';

/** What is sent where the page sets no `body`. */
const TEMPLATE: RequestTemplate = {
  body: { message: '{{message}}', session_id: '{{conversation}}' },
};

/** What answers a checkpoint where the map does not say. */
const DECISION = {
  session_id: '{{session}}',
  checkpoint_id: '{{checkpoint}}',
  choice: '{{choice}}',
  feedback: '{{feedback}}',
};

/**
 * A dialect for a server of one's own, made of a map that says what its messages mean. Never throws:
 * what is wrong with the map is its `problem`.
 */
export function createCustom(map: unknown): Dialect {
  const problem = problemOf(map);
  const known = problem === undefined ? (map as DialectMap) : { messages: {} };
  return {
    name: 'custom',
    sessionIds: 'client',
    whenClosed: 'finish',
    opens: true,
    ...(problem === undefined ? {} : { problem: `${problem}.` }),
    detect: () => false,
    template: () => TEMPLATE,
    request: (intent, settings) => buildRequest(intent, settings, TEMPLATE),
    createDecoder: (sent) => new CustomDecoder(known, sent),
    answer: (decision, settings) => answer(decision, settings, known.decision ?? DECISION),
  };
}

function answer(
  { checkpointId, choice, feedback, edits }: Decision,
  { checkpointEndpoint, sessionId, conversationId }: RequestSettings,
  template: unknown,
): StreamRequest | Trouble {
  if (!checkpointEndpoint) {
    return refuse(
      'checkpoint-endpoint',
      'Expected a checkpoint-endpoint to answer to, found none.',
    );
  }
  const session = sessionId ?? conversationId;
  const approved = choice === 'approve';
  const values = { session, checkpoint: checkpointId, choice, approved, feedback, edits };
  try {
    const body = fillTemplate(template, values);
    if (isRecord(body)) return postJson(checkpointEndpoint, body);
    return refuse('template', 'Expected map.decision to be a JSON object.');
  } catch (error) {
    if (error instanceof TemplateError) return refuse('template', error.message);
    throw error;
  }
}
