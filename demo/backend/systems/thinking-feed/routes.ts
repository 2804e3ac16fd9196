import { untilAborted } from '../../abortable.js';
import { json, readJson, refuse } from '../../answers.js';
import { findConversation, leadIn } from '../../conversation.js';
import type { CueLog } from '../../cue-log.js';
import type { Exchange, Route, Surroundings } from '../../route.js';
import { type MessageCue, type Scenario, comment } from '../../wire.js';
import { introduction, thinkingFeedConversations } from './conversations.js';
import { readMessage } from './message-request.js';
import { type Room, createRoom } from './rooms.js';

/**
 * `thinking-feed`: a feed of plain text for each conversation, and a POST that starts a workflow and
 * is answered when it is done. With `?feed=unavailable` the feed is refused with 500, with
 * `?feed=held` it gets no answer at all.
 */
export function createThinkingFeedRoutes(_surroundings: Surroundings): readonly Route[] {
  const rooms = new Map<string, Room>();
  const enterRoom = ({ params }: Exchange): Room => {
    const id = params['id'] ?? '';
    const room = rooms.get(id) ?? createRoom();
    rooms.set(id, room);
    return room;
  };

  const listen = async (exchange: Exchange): Promise<Response> => {
    const room = enterRoom(exchange);
    const fault = exchange.url.searchParams.get('feed') ?? room.takeFault();
    if (fault === 'unavailable') return refuse(500, 'Internal Server Error');
    if (fault === 'held') return untilAborted(exchange.signal);
    // From here on, even if the client begins to read later.
    const lines = room.feed.read(room.feed.cues.length, exchange.signal);
    return exchange.stream(hear(lines));
  };

  const answer = async (exchange: Exchange): Promise<Response> => {
    const body = await readJson(exchange.request);
    if (body instanceof Response) return body;
    const message = readMessage(body.value);
    if (typeof message === 'string') return refuse(422, message);
    const room = enterRoom(exchange);
    const earlier = room.remember(message.content);
    const workflow = findConversation(thinkingFeedConversations, message.content) ?? introduction;
    const scenario = workflow.play({
      earlier,
      lead: leadIn(earlier),
      breakNextFeed: room.breakNextFeed,
    });
    if (workflow.isElsewhere) return toAnswer(exchange, scenario);
    const leave = room.enter();
    try {
      return await toAnswer(exchange, scenario, room.feed);
    } finally {
      leave();
    }
  };

  return [
    { method: 'GET', path: '/api/conversations/:id/thinking', handle: listen },
    { method: 'POST', path: '/api/conversations/:id/messages', handle: answer },
  ];
}

async function* hear(lines: Scenario): Scenario {
  yield comment('connected');
  yield* lines;
}

/** Plays a workflow: its lines go to the feed, its response is the answer. */
async function toAnswer(exchange: Exchange, scenario: Scenario, feed?: CueLog): Promise<Response> {
  for await (const cue of exchange.play(withLinesTo(feed, scenario))) {
    const { event, data } = cue as MessageCue;
    if (event === 'response') return json(JSON.parse(data));
    if (event === 'failure') return refuse(500, JSON.parse(data));
  }
  return refuse(500, 'The workflow ended without a response');
}

async function* withLinesTo(feed: CueLog | undefined, scenario: Scenario): Scenario {
  for await (const cue of scenario) {
    if (cue.kind === 'wait') yield cue;
    else if (cue.kind === 'message' && cue.event !== undefined) yield cue;
    // What goes wrong on the feed's way does not touch the answer.
    else feed?.write(cue);
  }
}
