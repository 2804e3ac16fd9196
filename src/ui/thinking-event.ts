import type { Run } from '../session/index.js';

/**
 * A person has asked for the thinking of a run, or wants it closed; for the element around only.
 * Whoever shows it cancels the event; else the element shows it itself.
 */
export class ThinkingEvent extends Event {
  readonly run: Run;

  constructor(run: Run) {
    super('thinking', { bubbles: true, cancelable: true });
    this.run = run;
  }
}
