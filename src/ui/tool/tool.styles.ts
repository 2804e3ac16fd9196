import { css } from 'lit';

export const toolStyles = css`
  :host {
    display: block;
  }

  details {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
  }

  summary {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.5);
    min-block-size: 2.5rem;
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.75);
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary:hover {
    background: var(--_raised);
  }

  summary:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius);
  }

  .mark {
    flex: none;
    color: var(--_muted);
  }

  .mark svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .ok .mark {
    color: var(--_success);
  }

  :is(.failed, .denied) :is(.mark, .state) {
    color: var(--_danger);
  }

  .call {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .name {
    margin-inline-end: 0.25rem;
    color: var(--_text);
    font-family: var(--_mono);
    unicode-bidi: isolate;
  }

  .state {
    display: inline-block;
  }

  .time {
    flex: none;
    font-variant-numeric: tabular-nums;
  }

  .chevron {
    flex: none;
    transition: rotate 0.15s;
  }

  .chevron svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  :dir(rtl) .chevron {
    scale: -1 1;
  }

  details[open] .chevron {
    rotate: 90deg;
  }

  :dir(rtl) details[open] .chevron {
    rotate: -90deg;
  }

  .drawing {
    margin-block-start: calc(var(--_space) * 0.5);
    overflow-x: auto;
  }

  .body {
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.75) calc(var(--_space) * 0.75);
    border-block-start: 1px solid var(--_border);
    font-size: calc(var(--_size) * 0.8125);
  }

  h4 {
    margin: 0.5rem 0 0.25rem;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.75);
    font-weight: 600;
  }

  pre {
    max-block-size: 20rem;
    margin: 0;
    padding: calc(var(--_space) * 0.625) calc(var(--_space) * 0.75);
    border-radius: calc(var(--_radius) * 0.66);
    background: var(--_raised);
    overflow: auto;
    direction: ltr;
    text-align: start;
  }

  code {
    font-family: var(--_mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  p {
    margin: 0.5rem 0 0;
    overflow-wrap: anywhere;
  }

  .empty {
    color: var(--_muted);
  }

  .error {
    color: var(--_danger);
  }

  .warning {
    color: var(--_warning);
  }

  .all {
    margin-block-start: 0.375rem;
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.5);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.5);
    background: transparent;
    font-size: calc(var(--_size) * 0.75);
  }

  .spinner {
    display: block;
    inline-size: 1rem;
    block-size: 1rem;
    border: 2px solid var(--_border);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
`;
