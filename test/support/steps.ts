import type { StepEnd, StepStart, StreamEventBody } from '../../src/events/index.js';

/** A step that begins. */
export function begin(stepId: string, more: Partial<StepStart> = {}): StreamEventBody {
  return { type: 'step.start', stepId, name: stepId, sort: 'step', ...more };
}

/** A step that ends. */
export function end(stepId: string, more: Partial<StepEnd> = {}): StreamEventBody {
  return { type: 'step.end', stepId, status: 'ok', duration: 1_200, ...more };
}
