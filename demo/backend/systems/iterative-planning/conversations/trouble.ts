import type { Conversation } from '../../../conversation.js';
import { type Scenario, cut, message, raw, wait } from '../../../wire.js';
import { type Plan, followPlan } from '../follow-plan.js';
import {
  type Turn,
  complete,
  failed,
  iteration,
  metrics,
  reach,
  started,
  toReason,
  waitForApproval,
} from '../turn.js';

const cloudMigration: Plan = {
  interval: 3,
  frameworks: ['6 Rs', 'Total cost of ownership'],
  steps: [
    { frameworks: 1, dataPoints: 8 },
    { frameworks: 2, dataPoints: 21 },
    { frameworks: 2, dataPoints: 30, summary: 'Two of nine databases must stay where they are.' },
    { frameworks: 2, dataPoints: 37 },
  ],
  text: [
    '# The warehouse in the cloud',
    '',
    '1. Copy the seven databases that can go, read-only',
    '2. Move the reports, one department a week',
    '3. Keep the two others, behind a tunnel',
    '',
  ].join('\n'),
};

const secondOffice: Plan = {
  interval: 3,
  frameworks: ['PESTEL', 'Cost-benefit analysis'],
  steps: [
    { frameworks: 1, dataPoints: 7 },
    { frameworks: 1, dataPoints: 15 },
    {
      frameworks: 2,
      dataPoints: 28,
      summary: 'Two houses left: Santos, and Marvila by the river.',
    },
    { frameworks: 2, dataPoints: 33 },
  ],
  during: (number) => (number === 2 ? [cut(), wait(800)] : []),
  // As a proxy does that takes silence for death.
  whileWaiting: [wait(1500), cut()],
  text: [
    '# A second office in Lisbon',
    '',
    '- **Where** Marvila, 420 m², from May',
    '- **Who** Eleven people who asked to go, four who join there',
    '- **What it costs** 14,800 € a month, furniture not included',
    '',
  ].join('\n'),
  savedAs: 'plan_lisbon_office',
};

/** Goals whose plans meet with trouble. */
export const troubleConversations: readonly Conversation<Turn>[] = [
  {
    id: 'fails',
    title: 'A planner that fails',
    prompt: 'Migrate the warehouse to the cloud',
    note: 'Fails in the second iteration. Retry with the same goal goes through.',
    matches: /migrate|warehouse|cloud/i,
    play: (turn) => followPlan(turn, { ...cloudMigration, failure: failOnce(turn) }),
  },
  {
    id: 'dropped',
    title: 'A connection that drops twice',
    prompt: 'Open a second office in Lisbon',
    note: 'Cut in an iteration, and again at the checkpoint: what was open is open, once.',
    matches: /office|lisbon/i,
    play: (turn) => followPlan(turn, secondOffice),
  },
  {
    id: 'queue',
    title: 'Two checkpoints at once',
    prompt: 'Launch the app in two countries at once',
    note: 'The second checkpoint comes while the first is open: a queue of two.',
    matches: /launch|two countries|at once/i,
    play: launchTwice,
  },
  {
    id: 'odd',
    title: 'Figures that are none',
    prompt: 'Plan with the figures that nobody checked',
    note: 'A checkpoint without a number, odd metrics, unknown and unreadable messages.',
    matches: /figures|nobody|\bodd\b/i,
    play: planOddly,
  },
];

function failOnce({ earlier, goal }: Turn): (number: number) => string | undefined {
  const isFirst = !earlier.includes(goal);
  return (number) =>
    isFirst && number === 2
      ? 'The model stopped answering (503) while it read 21 data points'
      : undefined;
}

async function* launchTwice(turn: Turn): Scenario {
  const frameworks = ['SWOT', 'Launch checklist'];
  yield started(turn, 3, 2);
  for (const number of [1, 2]) {
    yield iteration(number, 3);
    yield wait(1100);
    yield metrics(number, { frameworks: number, data_points: 12 * number });
    yield wait(900);
  }
  const ireland = yield* reach(turn, {
    iteration: 2,
    summary: 'Ireland: the shop is ready, the terms are in review with the lawyers.',
    frameworks,
    dataPoints: 24,
  });
  yield wait(900);
  const portugal = yield* reach(turn, {
    iteration: 2,
    summary: 'Portugal: 8,000 € for translation, with a native speaker for the help pages.',
    frameworks,
    dataPoints: 26,
  });
  const outcome = yield* waitForApproval(turn, [ireland, portugal]);
  if (!outcome.isApproved) {
    yield failed(toReason(outcome));
    return;
  }
  yield iteration(3, 3);
  yield wait(1600);
  yield metrics(3, {
    frameworks: 2,
    data_points: 31,
    ...(outcome.feedback !== undefined && { focus: outcome.feedback }),
  });
  yield wait(600);
  const text =
    '# Two launches, one day\n\n1. **Ireland** 9:00, shop first\n2. **Portugal** 10:00, help first\n';
  yield message('final_plan', {
    plan: outcome.feedback === undefined ? text : `${text}\nChanged: ${outcome.feedback}\n`,
    frameworks,
    data_points: 31,
    iterations: 3,
    checkpoints: 2,
  });
  yield complete();
}

async function* planOddly(turn: Turn): Scenario {
  yield started(turn, 3, 2);
  // As older planners say it.
  yield message('iteration_started', { iteration: 1, max: 3 });
  yield wait(900);
  yield metrics(1, {
    frameworks: 'two',
    data_points: -4,
    confidence: 0.8333333333333334,
    notes: null,
    sources: { web: 12, interviews: 3 },
  });
  yield message('iteration_progress', { data_points: 9 });
  yield message('planner_mood', { mood: 'optimistic' });
  yield wait(900);
  yield message('iteration_started', { iteration: '2', max_iterations: 'three' });
  yield raw('{"iteration": 2, "frameworks": ', 'iteration_progress');
  yield raw('null', 'iteration_progress');
  yield wait(900);
  const number = turn.checkpoints.open(2, false);
  yield message('checkpoint_reached', {
    iteration: 2,
    summary: 'I have figures. I do not know where they are from.',
    frameworks_so_far: 'SWOT',
    data_points_so_far: 'about forty',
  });
  const outcome = yield* waitForApproval(turn, [number], () =>
    message('checkpoint_approved', { checkpoint: null }),
  );
  if (!outcome.isApproved) {
    yield failed(toReason(outcome));
    return;
  }
  yield iteration(3, 3);
  yield wait(900);
  yield metrics(3, { data_points: 1e21 });
  yield message('final_plan', {
    plan: '# A plan, with care\n\nCheck every figure before you use it.\n',
    frameworks: null,
    data_points: '40?',
    iterations: 3,
  });
  yield complete();
}
