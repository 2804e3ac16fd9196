import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../icons.js';
import { visibleName, visibleText } from '../visible-text.js';
import { isOver, type Bar } from './bars.js';
import { figuresOf } from './figures.js';
import type { TrackStatus } from './track.js';

/** What is not said by the bar itself. */
const words: Record<TrackStatus, string> = {
  passed: ', done',
  current: ', now',
  failed: ', failed',
  stopped: ', stopped',
  next: '',
};

const marks: { readonly [S in TrackStatus]?: TemplateResult } = {
  passed: icons.check,
  failed: icons.cross,
  stopped: icons.dash,
};

/** One operation: its bar, and below it all that is known of it, unless it is to be one line. */
export function renderBar(
  bar: Bar,
  isCompact: boolean,
  button: TemplateResult | typeof nothing,
): TemplateResult {
  const { name, status, percentage, note, text } = bar;
  const isKnown = percentage !== undefined;
  const figure = (isOver(status) ? note : bar.figure) ?? nothing;
  return html`<li part="bar" class="bar ${status}" tabindex="-1">
    <div class="head">
      <bdi class="name">${visibleText(name)}</bdi>
      <span class="figure" aria-hidden="true"
        >${isCompact ? iconOf(bar) : nothing}<bdi>${figure}</bdi></span
      >
    </div>
    <div
      part="track"
      class=${isKnown ? 'line' : 'line unknown'}
      role="progressbar"
      aria-label=${visibleName(name)}
      aria-valuenow=${percentage ?? nothing}
      aria-valuemin=${isKnown ? 0 : nothing}
      aria-valuemax=${isKnown ? 100 : nothing}
      aria-valuetext=${text}
    >
      <div class="fill"></div>
    </div>
    ${isCompact ? nothing : renderMore(bar, button)}
  </li>`;
}

/** A mark with a name, and how it stands in words. */
export function renderStep(
  name: string,
  status: TrackStatus,
  time: string | typeof nothing = nothing,
): TemplateResult {
  return html`<li class=${status} aria-current=${status === 'current' ? 'step' : nothing}>
    <span class="mark">${marks[status] ?? nothing}</span>
    <span>${visibleText(name)}<span class="hidden">${words[status]}</span></span>
    ${time === nothing ? nothing : html`<bdi class="time">${time}</bdi>`}
  </li>`;
}

function renderMore(bar: Bar, button: TemplateResult | typeof nothing): TemplateResult {
  const { operation, name, status, note, message, track } = bar;
  const figures = figuresOf(operation.figures);
  return html`
    ${
      note === undefined || isOver(status)
        ? nothing
        : html`<p class="note">${icons.alert}<span>${note}</span></p>`
    }
    ${message === undefined ? nothing : html`<p class="message" dir="auto">${message}</p>`}
    ${
      track.length < 2
        ? nothing
        : html`<ol class="track" aria-label="States of ${visibleName(name)}">
            ${track.map((step) => renderStep(step.name, step.status))}
          </ol>`
    }
    ${
      figures.length === 0
        ? nothing
        : html`<dl>
            ${figures.map(
              ([term, value]) =>
                html`<div>
                  <dt>${visibleText(term)}</dt>
                  <dd dir="auto">${visibleText(value)}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${button}
  `;
}

function iconOf({ status }: Bar): TemplateResult | typeof nothing {
  if (status === 'running') return nothing;
  return status === 'ok' ? icons.check : icons.alert;
}
