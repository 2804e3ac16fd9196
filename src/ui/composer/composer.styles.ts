import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
  }

  .frame {
    display: flex;
    align-items: flex-end;
    gap: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 0.375);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 2);
    background: var(--_surface);
    box-shadow: 0 1px 2px rgb(0 0 0 / 6%);
    transition: border-color 0.15s;
  }

  .frame:focus-within {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }

  textarea {
    flex: 1;
    min-inline-size: 0;
    max-block-size: min(14rem, 40dvh);
    margin: 0;
    padding: calc(var(--_space) * 0.375) calc(var(--_space) * 0.625);
    border: 0;
    resize: none;
    background: transparent;
    color: inherit;
    font: inherit;
    line-height: 1.5;
    field-sizing: content;
    overflow-y: auto;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  button {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    transition:
      background-color 0.15s,
      opacity 0.15s;
  }

  button[aria-disabled='true'] {
    background: var(--_raised);
    color: var(--_muted);
  }

  button:not([aria-disabled='true']):hover {
    filter: brightness(1.08);
  }

  @media (forced-colors: active) {
    .frame:focus-within {
      outline: 2px solid Highlight;
    }

    button {
      border: 1px solid ButtonText;
    }
  }
`;
