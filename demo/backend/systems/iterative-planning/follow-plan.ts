import { type Cue, type Scenario, message, wait } from '../../wire.js';
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
} from './turn.js';

/** What a planner does, iteration by iteration. */
export interface Plan {
  /** How many iterations, where the request does not say. Default: one for each step. */
  readonly iterations?: number;
  /** After how many iterations it stops for approval, where the request does not say. */
  readonly interval: number;
  /** Whether the numbers above hold whatever the request says. */
  readonly isFixed?: boolean;
  /** Milliseconds that one iteration takes. Default 2400. */
  readonly pause?: number;
  /** What the iterations find. Those after the last step find a little more each. */
  readonly steps: readonly Step[];
  /** All the frameworks that it knows, in the order in which it applies them. */
  readonly frameworks: readonly string[];
  /** The plan itself, Markdown. */
  readonly text: string;
  readonly savedAs?: string;
  /** How the stream ends when a person says no. Default `error`. */
  readonly whenRejected?: 'error' | 'complete';
  /** Something that happens in the middle of an iteration. */
  readonly during?: (iteration: number) => readonly Cue[];
  /** Something that happens while a checkpoint waits. */
  readonly whileWaiting?: readonly Cue[];
  /** Returns why the planner fails in an iteration, if it does. */
  readonly failure?: (iteration: number) => string | undefined;
}

/** What one iteration finds, counted from the beginning. */
export interface Step {
  readonly frameworks: number;
  readonly dataPoints: number;
  /** What to say at a checkpoint. */
  readonly summary?: string;
  /** Whether it keeps its figures to itself. */
  readonly isQuiet?: boolean;
}

/** Works through a plan: iterations, checkpoints, and the plan at the end. */
export async function* followPlan(turn: Turn, plan: Plan): Scenario {
  const { pause = 2400, during = () => [], whileWaiting = [], failure } = plan;
  const asked: Pick<Turn, 'maxIterations' | 'checkpointInterval'> = plan.isFixed ? {} : turn;
  const iterations = asked.maxIterations ?? plan.iterations ?? plan.steps.length;
  const interval = asked.checkpointInterval ?? plan.interval;
  const remarks: string[] = [];
  let checkpoints = 0;

  yield started(turn, iterations, interval);
  yield wait(600);
  for (let number = 1; number <= iterations; number += 1) {
    const step = stepOf(plan, number);
    const focus = remarks.at(-1);
    yield iteration(number, iterations);
    yield wait(pause / 2);
    yield* during(number);
    const reason = failure?.(number);
    if (reason !== undefined) {
      yield failed(reason);
      return;
    }
    if (!step.isQuiet || focus !== undefined) {
      yield metrics(number, { ...toFigures(step), ...(focus !== undefined && { focus }) });
    }
    yield wait(pause / 2);
    if (number % interval !== 0 || number === iterations) continue;

    checkpoints += 1;
    const reached = yield* reach(turn, {
      iteration: number,
      summary: summarise(step, number, iterations, focus),
      frameworks: plan.frameworks.slice(0, step.frameworks),
      dataPoints: step.dataPoints,
    });
    yield* whileWaiting;
    const outcome = yield* waitForApproval(turn, [reached]);
    if (!outcome.isApproved) {
      const isQuiet = outcome.why === 'rejected' && plan.whenRejected === 'complete';
      yield isQuiet ? complete() : failed(toReason(outcome));
      return;
    }
    if (outcome.feedback !== undefined) remarks.push(outcome.feedback);
    yield wait(400);
  }

  const last = stepOf(plan, iterations);
  yield message('final_plan', {
    plan: toText(plan, turn, remarks),
    frameworks: plan.frameworks.slice(0, last.frameworks),
    data_points: last.dataPoints,
    iterations,
    checkpoints,
    ...(plan.savedAs !== undefined && { saved_as: plan.savedAs }),
  });
  yield complete();
}

function stepOf({ steps, frameworks }: Plan, number: number): Step {
  const prepared = steps[number - 1];
  if (prepared) return prepared;
  const dataPoints = (steps.at(-1)?.dataPoints ?? 0) + 9 * (number - steps.length);
  return { frameworks: frameworks.length, dataPoints };
}

function toFigures({ frameworks, dataPoints }: Step): Readonly<Record<string, number>> {
  return { frameworks, data_points: dataPoints };
}

function summarise(step: Step, number: number, iterations: number, focus?: string): string {
  const { summary = `${number} of ${iterations} iterations done, nothing contradicts the goal.` } =
    step;
  return focus === undefined ? summary : `With your feedback (“${focus}”): ${summary}`;
}

function toText({ text }: Plan, { proposal }: Turn, remarks: readonly string[]): string {
  const sections = [text];
  if (proposal !== undefined) sections.push(`## The proposal\n\n> ${proposal}\n`);
  if (remarks.length > 0) {
    const list = remarks.map((remark) => `- ${remark}`).join('\n');
    sections.push(`## Changed after your feedback\n\n${list}\n`);
  }
  return sections.join('\n');
}
