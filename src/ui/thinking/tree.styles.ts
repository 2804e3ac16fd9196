import { css } from 'lit';

/** The tree, wherever it is: quiet text, and a thin line from each mark to the next one. */
export const treeStyles = css`
  :host {
    display: block;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
    line-height: 1.5;
  }

  ul {
    margin: 0;
    padding: 0;
    /* Safari takes a list with "none" for no list. */
    list-style-type: '';
  }

  .left-out {
    margin: 0 0 0.375rem;
    font-size: calc(var(--_size) * 0.8125);
    font-style: italic;
  }

  li {
    position: relative;
    padding-block-end: calc(var(--_space) * 0.375);
  }

  li:last-child {
    padding-block-end: 0;
  }

  li > :not(:where(.line)) {
    margin-inline-start: 1.5rem;
  }

  li > ul {
    margin-block-start: 0.375rem;
  }

  /* Deeper than this there is no room left. */
  ul ul ul ul ul {
    margin-inline-start: 0;
  }

  li:not(:last-child)::before,
  li:has(> ul)::before {
    position: absolute;
    inset-block: 1.375em 0;
    inset-inline-start: calc(0.5rem - 0.5px);
    inline-size: 0;
    border-inline-start: 1px solid var(--_border);
    content: '';
  }

  .line {
    display: flex;
    gap: calc(var(--_space) * 0.5);
  }

  .mark {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1rem;
    block-size: 1.5em;
  }

  .mark svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .ok > .line > .mark {
    color: var(--_success);
  }

  :is(.reasoning, .remark) > .line > .mark {
    color: var(--_border);
  }

  :is(.failed, .denied) > .line :is(.mark, .state),
  .error {
    color: var(--_danger);
  }

  .said,
  .text {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .name {
    margin-inline-end: 0.25rem;
    color: var(--_text);
  }

  .agent > .line .name {
    font-weight: 600;
  }

  .tool > .line .name,
  code {
    font-family: var(--_mono);
    font-size: 0.9375em;
  }

  .state {
    display: inline-block;
    font-variant-numeric: tabular-nums;
  }

  code {
    display: block;
    max-block-size: 8rem;
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  sse-markdown {
    flex: 1;
    color: inherit;
    font-size: inherit;
  }

  p {
    margin-block: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  p + p {
    margin-block-start: 0.5em;
  }
`;
