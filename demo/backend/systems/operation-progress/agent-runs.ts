import { findConversation, leadIn } from '../../conversation.js';
import { type LastingRun, createLastingRun } from '../../lasting-run.js';
import type { Surroundings } from '../../route.js';
import { introduction, operationProgressConversations } from './conversations.js';
import { type Operations, createOperations } from './operations.js';
import { cancelled } from './turn.js';

/** One run of the agent. */
export interface AgentRun {
  readonly run: LastingRun;
  /** What a client must hear that knows nothing of the run: how far its operations are. */
  readonly operations: Operations;
  /** Stops an operation and says so to all who watch. */
  cancel(operation: string): ReturnType<Operations['cancel']>;
}

/** Runs by session: the latest of each can be resumed and its operations cancelled. */
export interface AgentRuns {
  find(sessionId: string): AgentRun | undefined;
  begin(message: string, sessionId?: string): AgentRun;
}

interface Session {
  readonly heard: string[];
  lastId: number;
  current?: AgentRun;
}

/** A store without runs. */
export function createAgentRuns({ pace, now }: Surroundings): AgentRuns {
  const sessions = new Map<string, Session>();

  const enter = (sessionId: string | undefined): Session => {
    const session = sessions.get(sessionId ?? '') ?? { heard: [], lastId: 0 };
    if (sessionId !== undefined) sessions.set(sessionId, session);
    return session;
  };

  return {
    find: (sessionId) => sessions.get(sessionId)?.current,
    begin(message, sessionId) {
      const session = enter(sessionId);
      const earlier = [...session.heard];
      session.heard.push(message);
      // Ids go on through a session's runs, so that none is taken for one of an earlier run.
      const nextId = () => String((session.lastId += 1));
      const operations = createOperations();
      const run = createLastingRun({ pace, nextId, admits: (cue) => operations.observe(cue) });
      const conversation =
        findConversation(operationProgressConversations, message) ?? introduction;
      const scenario = conversation.play({
        earlier,
        lead: leadIn(earlier),
        now,
        async runBeside(operation, beside) {
          const signal = operations.signalOf(operation);
          await run.playBeside(beside, signal);
          return !signal.aborted;
        },
      });
      run.begin(scenario);
      session.current = {
        run,
        operations,
        cancel(operation) {
          const outcome = operations.cancel(operation);
          if (outcome === 'cancelled') run.send(cancelled(operation));
          return outcome;
        },
      };
      return session.current;
    },
  };
}
