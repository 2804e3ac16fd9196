import { json, readJson, refuse } from '../../answers.js';
import { findConversation, leadIn } from '../../conversation.js';
import type { Exchange, Route, Surroundings } from '../../route.js';
import type { Scenario, WireCue } from '../../wire.js';
import { assistantStatusConversations, introduction } from './conversations.js';
import { type MessageRequest, readMessageRequest } from './message-request.js';

/**
 * `assistant-status`: one POST, answered by status, message and done. `/legacy/message` is an older
 * server: the same without event names, and without statuses.
 */
export function createAssistantStatusRoutes({ now }: Surroundings): readonly Route[] {
  const memory = new Map<string, string[]>();

  /** Adds the text to what the conversation has heard and returns what came before. */
  const remember = ({ content, conversationId }: MessageRequest): readonly string[] => {
    if (conversationId === undefined) return [];
    const heard = memory.get(conversationId) ?? [];
    memory.set(conversationId, [...heard, content]);
    return heard;
  };

  const answer = async (exchange: Exchange, adapt: (scenario: Scenario) => Scenario) => {
    const body = await readJson(exchange.request);
    if (body instanceof Response) return body;
    const request = readMessageRequest(body.value);
    if (typeof request === 'string') return refuse(422, request);
    const earlier = remember(request);
    const conversation =
      findConversation(assistantStatusConversations, request.content) ?? introduction;
    const scenario = adapt(conversation.play({ earlier, lead: leadIn(earlier), now }));
    if (request.stream) return exchange.stream(scenario);
    return json([{ content: await collectText(exchange.play(scenario)), role: 'assistant' }]);
  };

  return [
    {
      method: 'POST',
      path: '/message',
      handle(exchange) {
        const silent = exchange.url.searchParams.get('include_status') === 'false';
        return answer(exchange, (scenario) => (silent ? withoutStatus(scenario) : scenario));
      },
    },
    {
      method: 'POST',
      path: '/legacy/message',
      handle: (exchange) => answer(exchange, (scenario) => withoutNames(withoutStatus(scenario))),
    },
  ];
}

async function* withoutStatus(scenario: Scenario): Scenario {
  for await (const cue of scenario) {
    if (cue.kind !== 'message' || cue.event !== 'status') yield cue;
  }
}

async function* withoutNames(scenario: Scenario): Scenario {
  for await (const cue of scenario) {
    yield cue.kind === 'message' ? { kind: 'message', data: cue.data } : cue;
  }
}

/** The text of the answer. A piece that cannot be read was never part of a JSON answer. */
async function collectText(cues: AsyncIterable<WireCue>): Promise<string> {
  let text = '';
  for await (const cue of cues) {
    if (cue.kind === 'message') text += readContent(cue.data);
  }
  return text;
}

function readContent(data: string): string {
  try {
    const { content } = JSON.parse(data) as { readonly content?: unknown };
    return typeof content === 'string' ? content : '';
  } catch {
    return '';
  }
}
