import { findConversation } from '../../conversation.js';
import { type LastingRun, createLastingRun } from '../../lasting-run.js';
import type { Surroundings } from '../../route.js';
import type { Scenario } from '../../wire.js';
import { type Checkpoints, createCheckpoints } from './checkpoints.js';
import { introduction, iterativePlanningConversations } from './conversations.js';
import type { PlanRequest } from './plan-request.js';
import { failed } from './turn.js';

/** The run of a session, and what it needs to be answered. */
export interface PlannerRun {
  readonly goal: string;
  readonly run: LastingRun;
  readonly checkpoints: Checkpoints;
}

/** Planners by session. Each has one run at a time; a new one takes the place of the old. */
export interface PlannerSessions {
  find(sessionId: string): PlannerRun | undefined;
  begin(request: PlanRequest): PlannerRun;
}

/** A store without sessions. */
export function createPlannerSessions({ pace, now }: Surroundings): PlannerSessions {
  const sessions = new Map<string, { current: PlannerRun; goals: string[]; lastId: number }>();

  return {
    find: (sessionId) => sessions.get(sessionId)?.current,
    begin(request) {
      const { sessionId, goal } = request;
      const before = sessions.get(sessionId);
      const goals = before?.goals ?? [];
      // Ids go on through a session's runs, so that none is taken for one of an earlier run.
      const run = createLastingRun({ pace, nextId: () => String((session.lastId += 1)) });
      const checkpoints = createCheckpoints({
        now,
        idle: (ms, signal) =>
          run.attended((present) => pace.idle(ms, AbortSignal.any([present, signal]))),
      });
      const session = { current: { goal, run, checkpoints }, goals, lastId: before?.lastId ?? 0 };
      sessions.set(sessionId, session);
      if (before) replace(before.current);
      const conversation = findConversation(iterativePlanningConversations, goal) ?? introduction;
      const turn = { ...request, checkpoints, earlier: [...goals] };
      goals.push(goal);
      run.begin(withdrawAtEnd(conversation.play(turn), checkpoints));
      return session.current;
    },
  };
}

function replace({ run, checkpoints }: PlannerRun): void {
  if (!run.isOver) run.send(failed('Another plan was begun in this session'));
  run.end();
  checkpoints.withdraw();
}

async function* withdrawAtEnd(scenario: Scenario, checkpoints: Checkpoints): Scenario {
  try {
    yield* scenario;
  } finally {
    checkpoints.withdraw();
  }
}
