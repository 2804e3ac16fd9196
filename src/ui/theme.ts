import { css } from 'lit';

/**
 * What every element starts from. Public tokens (`--sse-…`) are only read, so that a page can set
 * them on any ancestor; the private ones (`--_…`) give each a default. Light or dark follows the
 * page's `color-scheme`.
 */
export const theme = css`
  :host {
    --_text: var(--sse-color-text, light-dark(#1c2024, #edeef0));
    --_muted: var(--sse-color-muted, light-dark(#60646c, #b0b4ba));
    --_accent: var(--sse-color-accent, light-dark(#3452d9, #8da4ff));
    --_on-accent: var(--sse-color-on-accent, light-dark(#ffffff, #0b1020));
    --_danger: var(--sse-color-danger, light-dark(#b42318, #ff9b8f));
    --_warning: var(--sse-color-warning, light-dark(#8a5a00, #ffc861));
    --_success: var(--sse-color-success, light-dark(#18794e, #5fd39b));
    --_surface: var(--sse-color-surface, light-dark(#ffffff, #111318));
    --_raised: var(--sse-color-raised, light-dark(#f3f4f6, #1d2027));
    --_border: var(--sse-color-border, light-dark(#dcdfe4, #343841));
    --_radius: var(--sse-radius, 0.75rem);
    --_space: var(--sse-space, 1rem);
    --_size: var(--sse-font-size, 1rem);
    --_font: var(--sse-font, system-ui, sans-serif);
    --_mono: var(--sse-font-mono, ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace);
    /* What is only there to be heard stays within its element, and so within what scrolls. */
    position: relative;
    box-sizing: border-box;
    color: var(--_text);
    font: normal var(--sse-font-size, 1rem) / 1.5 var(--_font);
    /* A page's own do not reach in. How far apart letters are stays with who reads. */
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    accent-color: var(--_accent);
    scrollbar-color: color-mix(in srgb, var(--_muted) 50%, transparent) transparent;
  }

  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--sse-color-muted, var(--_text));
    }
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
    scrollbar-width: thin;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  button:disabled,
  button[aria-disabled='true'] {
    cursor: default;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  svg {
    display: block;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* A character that would not be seen. */
  .chip {
    padding-inline: 0.25em;
    border: 1px solid currentColor;
    border-radius: 0.25em;
    background: transparent;
    color: var(--_warning);
    font-size: 0.85em;
  }

  .pulse {
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--_accent);
    animation: pulse 1.2s ease-in-out infinite;
  }

  @keyframes pulse {
    50% {
      opacity: 0.25;
    }
  }

  @media (forced-colors: active) {
    .pulse {
      background: Highlight;
      forced-color-adjust: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
