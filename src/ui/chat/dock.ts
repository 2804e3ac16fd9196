import { html, nothing, type TemplateResult } from 'lit';
import { isRunning, type SessionState } from '../../session/index.js';
import type { ComposerEvent } from '../composer-event.js';
import { renderNotice } from './run-trouble.js';

/** What a page can say about it; who reads `riskOf` is the checkpoint. */
interface DockOptions {
  readonly placeholder: string;
  readonly withoutCheckpoint: boolean;
  readonly allowFramed: boolean;
  readonly riskOf?: unknown;
}

/** What is below the log: what was not sent, what the agent asks, and where a person writes. */
export function renderDock(
  state: SessionState | undefined,
  { allowFramed, placeholder, riskOf, withoutCheckpoint }: DockOptions,
  compose: (event: ComposerEvent) => void,
): TemplateResult {
  return html`<div class="dock">
    <div class="write">
      ${renderNotice(state?.notice)}
      ${
        withoutCheckpoint
          ? nothing
          : html`<sse-checkpoint ?allow-framed=${allowFramed} .riskOf=${riskOf}></sse-checkpoint>`
      }
      <slot name="composer"
        ><sse-composer
          part="composer"
          exportparts="field, button"
          placeholder=${placeholder}
          ?running=${state !== undefined && isRunning(state)}
          @composer=${compose}
          ><slot name="actions" slot="actions"></slot></sse-composer
      ></slot>
      <slot name="footer"></slot>
    </div>
  </div>`;
}
