import { css } from 'lit';

export const checkpointStyles = css`
  :host {
    display: block;
  }

  dialog {
    inline-size: min(36rem, calc(100vi - 2rem));
    max-block-size: calc(100dvb - 2rem);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.33);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 12px 48px rgb(0 0 0 / 30%);
    overflow: hidden;
  }

  dialog[open] {
    display: flex;
    flex-direction: column;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  p,
  h2,
  ul,
  dl,
  dd,
  pre {
    margin: 0;
  }

  header {
    padding: 1rem 1.25rem 0.75rem;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .who {
    flex: 1 1 13rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .who strong {
    color: var(--_text);
  }

  .quiet {
    min-block-size: 1.75rem;
    margin-inline: auto -0.5rem;
    padding: 0 0.5rem;
    border: 0;
    border-radius: calc(var(--_radius) * 0.5);
    background: transparent;
  }

  .quiet:hover {
    background: var(--_raised);
  }

  .risk {
    flex: none;
    padding: 0 0.5rem;
    border: 1px solid currentColor;
    border-radius: 1rem;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .risk.low {
    color: var(--_success);
  }

  .risk.medium {
    color: var(--_warning);
  }

  .risk.high {
    color: var(--_danger);
  }

  h2 {
    margin-block-start: 0.25rem;
    font-size: 1.125rem;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  /* It has the focus so that it is read first; it cannot be pressed. */
  h2:focus-visible {
    outline: none;
  }

  .count {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.875rem;
    padding: 0.25rem 1.25rem 1rem;
    overflow: auto;
  }

  .body:focus-visible {
    outline-offset: -2px;
  }

  #about {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
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
    font-size: 0.8125rem;
  }

  [dir='auto'] {
    text-align: match-parent;
  }

  .words {
    --sse-font-size: 0.9375rem;
    display: grid;
    gap: 0.125rem;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_border);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .error,
  .warning {
    padding: 0.5rem 0.75rem;
    border-radius: calc(var(--_radius) * 0.66);
    background: color-mix(in srgb, var(--_danger) 10%, transparent);
    color: var(--_danger);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .warning {
    display: flex;
    gap: 0.5rem;
    background: color-mix(in srgb, var(--_warning) 12%, transparent);
    color: var(--_warning);
    font-size: 0.875rem;
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
    gap: 0.625rem;
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  dt {
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .value {
    display: block;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }

  .deep {
    font-size: 0.875rem;
    text-align: start;
  }

  .omission {
    display: block;
    margin-block: 0.25rem;
    color: var(--_warning);
    font-size: 0.875rem;
    font-weight: 600;
  }

  ul {
    padding-inline-start: 1.125rem;
    overflow-wrap: anywhere;
  }

  .all,
  .small {
    justify-self: start;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.875rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    font-size: 0.9375rem;
  }

  summary {
    inline-size: fit-content;
    color: var(--_muted);
    font-size: 0.875rem;
    cursor: pointer;
  }

  pre {
    max-block-size: 16rem;
    margin-block-start: 0.375rem;
    padding: 0.625rem 0.75rem;
    border-radius: calc(var(--_radius) * 0.66);
    background: var(--_raised);
    font-size: 0.8125rem;
    overflow: auto;
    white-space: pre-wrap;
    direction: ltr;
    text-align: start;
  }

  footer {
    position: relative;
    padding: 0.75rem 1.25rem 1.25rem;
    border-block-start: 1px solid var(--_border);
  }

  .time {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    margin-block-end: 0.25rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .reason {
    display: grid;
    align-items: center;
    color: var(--_muted);
    font-size: 0.8125rem;
    line-height: 1.25rem;
  }

  .reason span {
    grid-area: 1 / 1;
  }

  .away {
    visibility: hidden;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 1rem;
    margin-block-start: 0.5rem;
  }

  .buttons button {
    min-inline-size: 6rem;
    min-block-size: 2.75rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    font-weight: 600;
  }

  .buttons .approve {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .buttons [aria-disabled='true'] {
    opacity: 0.55;
  }

  @media (min-width: 30rem) {
    footer {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      column-gap: 1.25rem;
    }

    .time {
      grid-column: 1 / -1;
    }

    .buttons {
      margin-block-start: 0;
    }
  }

  /* In the margin below the buttons, so that they stay where they are when it appears. */
  [place='dialog'] {
    position: absolute;
    inset: auto 1.25rem 0;
    font-size: 0.8125rem;
    line-height: 1.25rem;
  }

  .notice {
    color: var(--_muted);
    font-size: 0.9375rem;
  }

  .later {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1px solid color-mix(in srgb, var(--_warning) 45%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_warning) 10%, transparent);
    font-weight: 600;
    text-align: start;
  }

  .later:not(:last-child),
  :host(:not(:last-child)) .later {
    margin-block-end: 0.5rem;
  }

  .later svg {
    flex: none;
    color: var(--_warning);
  }

  .chip {
    padding-inline: 0.25em;
    border: 1px solid currentColor;
    border-radius: 0.25em;
    background: transparent;
    color: var(--_warning);
    font-size: 0.85em;
  }
`;
