import { html, nothing, type TemplateResult } from 'lit';
import type { Run, Step } from '../../session/index.js';
import { formatDuration, formatElapsed } from '../duration.js';
import { renderStep } from './render-bar.js';
import { elapsedIn, estimateLeft, formatEstimate, iterationsOf } from './timing.js';
import type { TrackStatus } from './track.js';

const statuses: { readonly [S in Step['status']]?: TrackStatus } = {
  running: 'current',
  ok: 'passed',
  failed: 'failed',
};

/** The rounds that a run goes through, how long it takes, and how long it will take. */
export function renderTimes(run: Run, now: number): TemplateResult {
  const iterations = iterationsOf(run);
  const elapsed = elapsedIn(run, now);
  const left = estimateLeft(run, now);
  return html`
    ${
      iterations.length === 0
        ? nothing
        : html`<ol class="rounds" aria-label="Iterations">
            ${iterations.map((step) => renderIteration(step, now))}
          </ol>`
    }
    ${
      elapsed === undefined
        ? nothing
        : html`<p class="time">
            Elapsed ${elapsed}${left === undefined ? nothing : ` · ${formatEstimate(left)}`}
          </p>`
    }
  `;
}

function renderIteration({ id, name = id, ...step }: Step, now: number): TemplateResult {
  const { status, startedAt, duration } = step;
  const isRunning = status === 'running';
  const time =
    duration === undefined ? isRunning && formatElapsed(now - startedAt) : formatDuration(duration);
  return renderStep(name, statuses[status] ?? 'stopped', time || nothing);
}
