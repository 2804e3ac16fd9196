import { css } from 'lit';

export const messageStyles = css`
  :host {
    /* As in the theme, which an element without a tree of its own does not have. */
    position: relative;
    display: block;
    overflow-wrap: anywhere;
  }

  article {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 0.75);
  }

  .user {
    align-items: flex-end;
    margin-inline-end: var(--_after, 0px);
  }

  /* In the gutter that the chat keeps for it, level with the first line. */
  .avatar {
    position: absolute;
    inset-block-start: calc((var(--_size) * 1.5 - var(--_avatar)) / 2);
    inset-inline-end: calc(100% + var(--_space) * 0.75);
    display: grid;
    place-items: center;
    overflow: hidden;
    inline-size: var(--_avatar);
    block-size: var(--_avatar);
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.75);
    font-weight: 600;
  }

  .user > .avatar {
    inset-inline: auto 0;
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .avatar :is(img, svg) {
    /* Not as our own icons. */
    all: revert-layer;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .said {
    max-inline-size: min(85%, 36rem);
    margin: 0;
    padding: calc(var(--_space) * 0.5) var(--_space);
    border-radius: calc(var(--_radius) * 1.5);
    border-end-end-radius: calc(var(--_radius) * 0.4);
    background: var(--sse-message-user-background, var(--_raised));
    white-space: pre-wrap;
  }

  .author {
    margin: 0 0 -0.375rem;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.8125);
    font-weight: 600;
    unicode-bidi: isolate;
  }

  .refusal {
    margin: 0;
    color: var(--_warning);
  }

  .commentary {
    margin: 0;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.9375);
  }

  .record {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.5);
    margin: 0;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.9375);
  }

  .record svg {
    flex: none;
    margin-block-start: 0.1em;
  }

  /* A tear from edge to edge. */
  .gap {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
    margin: 0;
    color: var(--_warning);
    font-size: calc(var(--_size) * 0.875);
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
    gap: calc(var(--_space) * 0.25) calc(var(--_space) * 0.75);
    margin-block-start: -0.375rem;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.8125);
  }

  .copy {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    margin-inline-start: -0.375rem;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) * 0.5);
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
    gap: calc(var(--_space) * 0.25);
    color: var(--_warning);
  }

  @media (forced-colors: active) {
    .said {
      border: 1px solid CanvasText;
    }
  }
`;
