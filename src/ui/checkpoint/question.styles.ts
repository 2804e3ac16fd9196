import { css } from 'lit';

/** What is asked, and what is said about it. */
export const questionStyles = css`
  #about {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.75);
  }

  #about:not(:has(*)) {
    display: none;
  }

  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  code,
  pre,
  .exact,
  .deep {
    font-family: var(--_mono);
  }

  code {
    font-size: 0.9375em;
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }

  .label,
  .remark {
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.8125);
  }

  [dir='auto'] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .words {
    --_size: calc(var(--sse-font-size, 1rem) * 0.9375);
    display: grid;
    gap: calc(var(--_space) * 0.125);
    padding-inline-start: calc(var(--_space) * 0.75);
    border-inline-start: 3px solid var(--_border);
    font-size: calc(var(--_size) * 0.9375);
    overflow-wrap: anywhere;
  }

  .error,
  .warning {
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    border-radius: calc(var(--_radius) * 0.66);
    background: color-mix(in srgb, var(--_danger) 10%, transparent);
    color: var(--_danger);
    font-size: calc(var(--_size) * 0.9375);
    overflow-wrap: anywhere;
  }

  .warning {
    display: flex;
    gap: calc(var(--_space) * 0.5);
    background: color-mix(in srgb, var(--_warning) 12%, transparent);
    color: var(--_warning);
    font-size: calc(var(--_size) * 0.875);
  }

  .warning svg {
    flex: none;
    margin-block-start: 0.05em;
  }

  .warning span {
    min-inline-size: 0;
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.625);
    padding: calc(var(--_space) * 0.75) var(--_space);
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  dt {
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.8125);
  }

  .value {
    display: block;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }

  .deep {
    font-size: calc(var(--_size) * 0.875);
    text-align: start;
  }

  .omission {
    display: block;
    margin-block: calc(var(--_space) * 0.25);
    color: var(--_warning);
    font-size: calc(var(--_size) * 0.875);
    font-weight: 600;
  }

  ul {
    padding-inline-start: calc(var(--_space) * 1.125);
    overflow-wrap: anywhere;
  }

  .all,
  .small {
    justify-self: start;
    min-block-size: 2.25rem;
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.875);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    font-size: calc(var(--_size) * 0.9375);
  }

  summary {
    inline-size: fit-content;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
    cursor: pointer;
  }

  pre {
    max-block-size: 16rem;
    margin-block-start: calc(var(--_space) * 0.375);
    padding: calc(var(--_space) * 0.625) calc(var(--_space) * 0.75);
    border-radius: calc(var(--_radius) * 0.66);
    background: var(--_raised);
    font-size: calc(var(--_size) * 0.8125);
    overflow: auto;
    white-space: pre-wrap;
    direction: ltr;
    text-align: start;
  }
`;
