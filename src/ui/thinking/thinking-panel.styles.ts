import { css } from 'lit';

export const panelStyles = css`
  :host {
    background: var(--_surface);
    overflow: hidden;
  }

  .panel {
    block-size: 100%;
    padding: 0 var(--_space) var(--_space);
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .panel:focus-visible {
    outline-offset: -2px;
  }

  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-inline: -1rem;
    margin-block-end: 0.25rem;
    padding-block: calc(var(--_space) * 0.5);
    padding-inline: var(--_space) calc(var(--_space) * 0.5);
    background: var(--_surface);
  }

  .title {
    color: var(--_text);
    font-size: calc(var(--_size) * 0.9375);
    font-weight: 600;
  }

  button {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) * 0.67);
    background: transparent;
    color: var(--_muted);
  }

  button:hover {
    background: var(--_raised);
    color: var(--_text);
  }
`;
