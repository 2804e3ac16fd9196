import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Run } from '../../session/index.js';
import type { RunGroup } from './run-groups.js';

/**
 * The runs of a conversation, group by group. Finished groups are skipped by layout while they are out of
 * sight, and are drawn again only when something of `parts` is another one.
 */
export function renderGroups(
  groups: readonly RunGroup[],
  parts: readonly unknown[],
  renderRun: (run: Run, isLatest: boolean) => TemplateResult,
): TemplateResult {
  const newest = groups.at(-1);
  return html`${repeat(
    groups,
    ({ key }) => key,
    (group) => renderGroup(group, parts, group === newest, renderRun),
  )}`;
}

function renderGroup(
  group: RunGroup,
  parts: readonly unknown[],
  isNewest: boolean,
  renderRun: (run: Run, isLatest: boolean) => TemplateResult,
): TemplateResult {
  const { runs, isFilled } = group;
  const now = isNewest ? Math.floor(Date.now() / 1000) : 0;
  const name = isNewest ? 'runs' : isFilled ? 'runs settled' : 'runs settled unfilled';
  return html`<div class=${name}>
    ${
      isFilled
        ? guard([group, isNewest, now, ...parts], () =>
            repeat(
              runs,
              (run) => run.id,
              (run) => renderRun(run, isNewest && run === runs.at(-1)),
            ),
          )
        : nothing
    }
  </div>`;
}
