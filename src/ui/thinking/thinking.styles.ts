import { css } from 'lit';

export const thinkingStyles = css`
  button {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) * 0.5);
    min-block-size: 2rem;
    margin-inline-start: -0.5rem;
    padding: 0.125rem calc(var(--_space) * 0.5);
    border: 0;
    border-radius: calc(var(--_radius) * 0.67);
    background: transparent;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    text-align: start;
  }

  button:hover {
    background: var(--_raised);
    color: var(--_text);
  }

  button.running {
    color: var(--_text);
  }

  button .pulse {
    margin-inline: 0.25rem;
  }

  .time {
    color: var(--_muted);
  }

  .chevron {
    color: var(--_muted);
    transition: rotate 0.15s;
  }

  .chevron svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .chevron:dir(rtl) {
    scale: -1 1;
  }

  .running[aria-expanded='true'] .chevron {
    rotate: 90deg;
  }

  .running[aria-expanded='true'] .chevron:dir(rtl) {
    rotate: -90deg;
  }

  .over[aria-expanded='true'] {
    background: var(--_raised);
    color: var(--_text);
  }

  .fold {
    overflow: hidden;
  }

  .steps {
    position: relative;
    max-block-size: var(--sse-thinking-height, 14rem);
    padding-block: calc(var(--_space) * 0.5) calc(var(--_space) * 0.25);
    overflow-y: auto;
    overscroll-behavior: contain;
    mask-image: linear-gradient(transparent, #000 0.75rem);
  }

  .steps:focus-visible {
    outline-offset: -2px;
  }

  .note {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.5);
    color: var(--_warning);
  }

  .note svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  /* Above the page, at its edge: here nothing beside it can give way. */
  sse-thinking-panel {
    position: fixed;
    inset: 0 0 0 auto;
    inset-inline: auto 0;
    inline-size: min(var(--sse-thinking-width, 22rem), 100%);
    block-size: auto;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0 solid var(--_border);
    border-inline-start-width: 1px;
    box-shadow: 0 0 2rem rgb(0 0 0 / 18%);
  }
`;
