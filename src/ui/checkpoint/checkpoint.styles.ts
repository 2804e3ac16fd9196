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

  .head {
    padding: var(--_space) calc(var(--_space) * 1.25) calc(var(--_space) * 0.75);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 0.25) calc(var(--_space) * 0.75);
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
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
    margin-inline: auto calc(var(--_space) * -0.5);
    padding: 0 calc(var(--_space) * 0.5);
    border: 0;
    border-radius: calc(var(--_radius) * 0.5);
    background: transparent;
  }

  .quiet:hover {
    background: var(--_raised);
  }

  .risk {
    flex: none;
    padding: 0 calc(var(--_space) * 0.5);
    border: 1px solid currentColor;
    border-radius: calc(var(--_radius) * 1.33);
    font-size: calc(var(--_size) * 0.8125);
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
    margin-block-start: calc(var(--_space) * 0.25);
    font-size: calc(var(--_size) * 1.125);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  /* It has the focus so that it is read first; it cannot be pressed. */
  h2:focus-visible {
    outline: none;
  }

  .count {
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
  }

  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.875);
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 1.25) var(--_space);
    overflow: auto;
  }

  .body:focus-visible {
    outline-offset: -2px;
  }

  .foot {
    position: relative;
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 1.25) calc(var(--_space) * 1.25);
    border-block-start: 1px solid var(--_border);
  }

  .time {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.375);
    margin-block-end: calc(var(--_space) * 0.25);
    font-size: calc(var(--_size) * 0.875);
    font-variant-numeric: tabular-nums;
  }

  .reason {
    display: grid;
    align-items: center;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.8125);
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
    gap: var(--_space);
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .buttons button {
    flex: 1 0 auto;
    min-inline-size: 6rem;
    min-block-size: 2.75rem;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25);
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
    .foot {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      column-gap: calc(var(--_space) * 1.25);
    }

    .time {
      grid-column: 1 / -1;
    }

    .buttons {
      margin-block-start: 0;
    }

    .buttons button {
      flex: none;
    }
  }

  /* In the margin below the buttons, so that they stay where they are when it appears. */
  [place='dialog'] {
    position: absolute;
    inset: auto 1.25rem 0;
    font-size: calc(var(--_size) * 0.8125);
    line-height: 1.25rem;
  }

  .farewell {
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.9375);
  }

  .later {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.5);
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: calc(var(--_space) * 0.5) var(--_space);
    border: 1px solid color-mix(in srgb, var(--_warning) 45%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_warning) 10%, transparent);
    font-weight: 600;
    text-align: start;
  }

  .later:not(:last-child),
  :host(:not(:last-child)) .later {
    margin-block-end: calc(var(--_space) * 0.5);
  }

  .later svg {
    flex: none;
    color: var(--_warning);
  }
`;
