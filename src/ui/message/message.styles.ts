import { css } from 'lit';

export const messageStyles = css`
  :host {
    display: block;
  }

  article {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }

  .user {
    align-items: flex-end;
  }

  .said {
    max-inline-size: min(85%, 36rem);
    margin: 0;
    padding: 0.5rem 1rem;
    border-radius: calc(var(--_radius) * 1.5);
    border-end-end-radius: calc(var(--_radius) * 0.4);
    background: var(--sse-message-user-background, var(--_raised));
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .author {
    margin: 0 0 -0.375rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
    unicode-bidi: isolate;
  }

  .refusal {
    margin: 0;
    color: var(--_warning);
    overflow-wrap: anywhere;
  }

  .commentary {
    margin: 0;
    color: var(--_muted);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .record {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
    margin: 0;
    color: var(--_muted);
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }

  .record svg {
    flex: none;
    margin-block-start: 0.1em;
  }

  /* A tear from edge to edge. */
  .gap {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin: 0;
    color: var(--_warning);
    font-size: 0.875rem;
    text-align: center;
  }

  .gap::before,
  .gap::after {
    flex: 1;
    min-inline-size: 0.75rem;
    border-block-start: 1px dashed;
    content: '';
    opacity: 0.6;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin-block-start: -0.375rem;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .copy {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    margin-inline-start: -0.375rem;
    padding: 0;
    border: 0;
    border-radius: 0.375rem;
    background: transparent;
    color: var(--_muted);
  }

  .copy:hover {
    background: var(--_raised);
    color: var(--_text);
  }

  footer svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .unreadable {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
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

  @media (forced-colors: active) {
    .said {
      border: 1px solid CanvasText;
    }
  }
`;
