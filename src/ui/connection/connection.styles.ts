import { css } from 'lit';

export const connectionStyles = css`
  :host {
    display: block;
    font-size: calc(var(--_size) * 0.875);
    outline: none;
  }

  .line {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.5);
    min-block-size: 2.25rem;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .text {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  svg {
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
  }

  :is(.offline, .paused, .gap) svg {
    color: var(--_warning);
  }

  .back svg {
    color: var(--_success);
  }

  .over svg {
    color: var(--_danger);
  }

  button {
    flex: none;
    min-block-size: 1.75rem;
    padding: 0 calc(var(--_space) * 0.625);
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: transparent;
    color: var(--_text);
    font-weight: 600;
  }

  button:hover {
    background: var(--_raised);
  }

  button[aria-disabled='true'] {
    background: transparent;
    color: var(--_muted);
  }

  /* Above the end of the log: nothing in it moves. */
  :host([place='conversation']) {
    position: absolute;
    inset-block-end: 0.5rem;
    inset-inline: 0.75rem;
    z-index: 1;
    display: flex;
    justify-content: center;
    pointer-events: none;
  }

  :host([place='conversation']) .line {
    padding-block: 0.1875rem;
    padding-inline: calc(var(--_space) * 0.875) calc(var(--_space) * 0.25);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.67);
    background: var(--_surface);
    box-shadow: 0 2px 10px rgb(0 0 0 / 15%);
    pointer-events: auto;
    animation: appear 0.15s;
  }

  :host([place='conversation']) .line:not(:has(button)) {
    padding-inline-end: calc(var(--_space) * 0.875);
  }

  :host([place='dialog']) .line {
    min-block-size: 0;
  }

  :host([place='dialog']) .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
