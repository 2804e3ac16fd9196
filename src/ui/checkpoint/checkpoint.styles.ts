import { css } from 'lit';

export const checkpointStyles = css`
  :host {
    display: block;
  }

  dialog {
    inline-size: min(34rem, calc(100vi - 2rem));
    max-block-size: calc(100dvb - 2rem);
    padding: 1.25rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.33);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 12px 48px rgb(0 0 0 / 30%);
    overflow: auto;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  h2 {
    margin: 0 0 0.5rem;
    font-size: 1.125rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  /* It has the focus so that it is read first; it cannot be pressed. */
  h2:focus-visible {
    outline: none;
  }

  .count {
    margin: 0 0 0.5rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .text {
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  sse-markdown {
    margin-block-start: 0.75rem;
    padding-inline-start: 0.875rem;
    border-inline-start: 3px solid var(--_border);
  }

  .error {
    margin: 0 0 0.75rem;
    padding: 0.5rem 0.75rem;
    border-radius: calc(var(--_radius) * 0.66);
    background: color-mix(in srgb, var(--_danger) 10%, transparent);
    color: var(--_danger);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  dl {
    display: grid;
    gap: 0.75rem;
    margin: 1rem 0 0;
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  dt {
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  ul {
    margin: 0;
    padding-inline-start: 1.125rem;
  }

  .feedback {
    display: grid;
    gap: 0.25rem;
    margin-block-start: 1rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  textarea {
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    color: var(--_text);
    font: inherit;
    resize: vertical;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 1rem;
    margin-block-start: 1.25rem;
  }

  .buttons button {
    min-inline-size: 6rem;
    min-block-size: 2.75rem;
    padding: 0.5rem 1.25rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    font-weight: 600;
    transition: opacity 0.15s;
  }

  .buttons .approve {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .buttons [aria-disabled='true'] {
    opacity: 0.55;
  }

  [place='dialog'] {
    margin-block: 0.25rem -0.75rem;
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
