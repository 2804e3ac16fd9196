import { css } from 'lit';

export const chatStyles = css`
  :host {
    display: flex;
    block-size: var(--sse-chat-height, 36rem);
    max-block-size: 100dvh;
    min-inline-size: 0;
    background: var(--_surface);
    container-type: inline-size;
  }

  .column {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-inline-size: 0;
  }

  sse-thinking-panel {
    position: relative;
    flex: none;
    inline-size: clamp(15rem, 36%, var(--sse-thinking-width, 22rem));
    border-inline-start: 1px solid var(--_border);
  }

  .stage {
    position: relative;
    flex: 1;
    min-block-size: 0;
  }

  .log {
    block-size: 100%;
    overflow-y: auto;
    overscroll-behavior: contain;
    /* Below the end there is room for what lies over it. */
    padding: var(--_space) var(--_space) 3.25rem;
    scrollbar-gutter: stable both-edges;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  .conversation,
  .write {
    inline-size: 100%;
    max-inline-size: var(--sse-chat-width, 48rem);
    margin-inline: auto;
  }

  .conversation {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1.5);
    min-block-size: 100%;
  }

  .runs {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1.5);
  }

  .settled {
    content-visibility: auto;
    contain-intrinsic-size: auto 4000px;
  }

  .unfilled {
    block-size: 4000px;
  }

  .older {
    display: grid;
    place-content: center;
    inline-size: fit-content;
    min-block-size: 2.25rem;
    margin: 0 auto 1rem;
    padding-inline: var(--_space);
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: none;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
    /* What is below it keeps its place. */
    overflow-anchor: none;
  }

  .older:hover:not(p) {
    color: var(--_text);
  }

  .older:is(p, [aria-disabled='true']) {
    border-color: transparent;
  }

  .conversation.begins {
    justify-content: center;
    color: var(--_muted);
    text-align: center;
  }

  .status {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.5);
    min-block-size: 1.5rem;
    margin: 0;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
  }

  /* Below the one of thinking. */
  .status .pulse {
    margin-inline: 0.25rem;
  }

  .status code {
    font-family: var(--_mono);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }

  .waiting {
    gap: calc(var(--_space) * 0.3);
  }

  .status .dot {
    margin: 0;
    background: var(--_muted);
  }

  .dot:nth-child(2) {
    animation-delay: 0.15s;
  }

  .dot:nth-child(3) {
    animation-delay: 0.3s;
  }

  /* Nobody knows whether the agent is at work. */
  :host(:is(:state(reconnecting), :state(offline), :state(paused))) .pulse {
    animation: none;
    opacity: 0.4;
  }

  .jump {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.375);
    inline-size: fit-content;
    margin-inline: auto;
    padding: calc(var(--_space) * 0.375) calc(var(--_space) * 0.875);
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    box-shadow: 0 2px 10px rgb(0 0 0 / 15%);
    font-size: calc(var(--_size) * 0.875);
  }

  /* The same for those who come by the keyboard. */
  .stop:not(:focus-visible) {
    clip-path: inset(50%);
  }

  .jump svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .stage.lined .jump {
    inset-block-end: 4.25rem;
  }

  .count {
    color: var(--_accent);
    font-weight: 600;
  }

  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    padding: calc(var(--_space) * 0.75) var(--_space);
    border: 1px solid color-mix(in srgb, var(--_danger) 40%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_danger) 7%, transparent);
    font-size: calc(var(--_size) * 0.9375);
  }

  .trouble > svg {
    flex: none;
    margin-block-start: 0.1em;
    color: var(--_danger);
  }

  .quota {
    border-color: color-mix(in srgb, var(--_warning) 45%, transparent);
    background: color-mix(in srgb, var(--_warning) 8%, transparent);
  }

  .quota > svg {
    color: var(--_warning);
  }

  .words {
    flex: 1 1 12rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .words p {
    margin: 0;
  }

  .words .note {
    margin-block-start: 0.25rem;
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
    font-variant-numeric: tabular-nums;
  }

  meter {
    inline-size: 6rem;
    margin-inline-end: 0.375rem;
    vertical-align: middle;
  }

  .retry {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.375);
    min-block-size: 2rem;
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.75);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.67);
    background: var(--_surface);
    font-size: calc(var(--_size) * 0.875);
  }

  .retry:hover,
  .jump:hover {
    background: var(--_raised);
  }

  .retry svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  /* The same gutters as the log, so that both have the same edges with any kind of scrollbar. */
  .dock {
    flex: none;
    padding: 0.25rem var(--_space) var(--_space);
    overflow: hidden;
    scrollbar-gutter: stable both-edges;
  }

  .notice {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.5);
    margin: 0;
    padding: calc(var(--_space) * 0.25) var(--_space) calc(var(--_space) * 0.5);
    color: var(--_danger);
    font-size: calc(var(--_size) * 0.875);
    overflow-wrap: anywhere;
  }

  .notice svg {
    flex: none;
  }

  @container (inline-size < 640px) {
    sse-thinking-panel {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 0;
      z-index: 2;
      inline-size: min(var(--sse-thinking-width, 22rem), 100%);
      box-shadow: 0 0 2rem rgb(0 0 0 / 18%);
    }
  }

  @container (inline-size < 30rem) {
    .log {
      padding: calc(var(--_space) * 0.75) calc(var(--_space) * 0.75) calc(var(--_space) * 3.25);
    }

    .dock {
      padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.75) calc(var(--_space) * 0.75);
    }
  }
`;
