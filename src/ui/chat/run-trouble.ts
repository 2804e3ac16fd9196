import { html, nothing, type TemplateResult } from 'lit';
import { fatalTrouble, type Run, type RunTrouble, type Trouble } from '../../session/index.js';
import { formatDuration } from '../duration.js';
import { icons } from '../icons.js';

/** How trouble is to be shown. */
export interface TroubleView {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether the session tries again by itself. */
  readonly autoRetry: boolean;
  /** Absent where trying again makes no sense any more. */
  readonly retry: (() => void) | undefined;
}

/** What went wrong for good in a run, in its place in the conversation. */
export function renderTrouble(run: Run, view: TroubleView): TemplateResult | typeof nothing {
  if (run.status !== 'failed' && run.status !== 'cut') return nothing;
  const trouble = fatalTrouble(run);
  if (!trouble) return nothing;
  const isQuota = trouble.sort === 'quota' || trouble.sort === 'rate-limit';
  return html`<div class=${isQuota ? 'trouble quota' : 'trouble'}>
    ${isQuota ? icons.clock : icons.alert}
    <div class="words">
      <p dir="auto">${trouble.text}</p>
      ${
        run.status === 'cut' && run.messages.length > 0
          ? html`<p class="note" dir="auto">What has come so far is kept.</p>`
          : nothing
      }
      ${renderQuota(trouble)} ${renderCountdown(trouble, run, view)}
    </div>
    ${
      view.retry
        ? html`<button type="button" class="retry" @click=${view.retry}>
            ${icons.retry}Retry
          </button>`
        : nothing
    }
  </div>`;
}

/** Trouble outside any run, beside where a person writes. */
export function renderNotice(notice: RunTrouble | undefined): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  return html`<p class="notice">${icons.alert}<span dir="auto">${notice.text}</span></p>`;
}

function renderQuota({ quota }: Trouble): TemplateResult | typeof nothing {
  if (quota?.used === undefined || quota.limit === undefined) return nothing;
  return html`<p class="note" dir="auto">
    <meter
      max=${quota.limit}
      high=${quota.limit * 0.9}
      optimum="0"
      value=${quota.used}
      aria-label="Quota used"
    ></meter>
    ${quota.used} of ${quota.limit} used
  </p>`;
}

function renderCountdown(
  { quota, retryAfter }: Trouble,
  run: Run,
  { now, autoRetry }: TroubleView,
): TemplateResult | typeof nothing {
  const wait = retryAfter === undefined ? undefined : (run.endedAt ?? run.startedAt) + retryAfter;
  const at = quota?.resetsAt ?? wait;
  if (at === undefined) return nothing;
  if (at <= now) return html`<p class="note" dir="auto">You can try again now.</p>`;
  const left = formatDuration(Math.ceil((at - now) / 1_000) * 1_000);
  const date = new Date(at);
  return html`<p class="note" dir="auto">
    ${quota ? 'Resets in' : 'Try again in'}
    <time datetime=${date.toISOString()}>${left}</time
    >${autoRetry ? '; it will be tried again by itself.' : '.'}
  </p>`;
}

/** Whether something is said of a run that changes with the time. */
export function hasCountdown({ troubles }: Run): boolean {
  return troubles.some(({ quota, retryAfter }) => quota?.resetsAt ?? retryAfter);
}
