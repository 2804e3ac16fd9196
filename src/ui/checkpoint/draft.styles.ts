import { css } from 'lit';

/** What a person fills in. */
export const draftStyles = css`
  .feedback {
    display: grid;
    gap: calc(var(--_space) * 0.25);
    color: var(--_muted);
    font-size: calc(var(--_size) * 0.875);
  }

  textarea,
  input[type='text'] {
    inline-size: 100%;
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    border: 1px solid color-mix(in srgb, var(--_muted) 70%, transparent);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    color: var(--_text);
    font: inherit;
    resize: vertical;
  }

  .json {
    font-family: var(--_mono);
    font-size: calc(var(--_size) * 0.875);
    direction: ltr;
  }

  .diff {
    gap: calc(var(--_space) * 0.5);
    font-size: calc(var(--_size) * 0.875);
  }

  del,
  ins {
    padding: 0 calc(var(--_space) * 0.25);
    border-radius: calc(var(--_radius) * 0.33);
    font-family: var(--_mono);
    overflow-wrap: anywhere;
  }

  del {
    background: color-mix(in srgb, var(--_danger) 12%, transparent);
  }

  ins {
    background: color-mix(in srgb, var(--_success) 14%, transparent);
    text-decoration: none;
  }

  .form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.875);
  }

  .field,
  fieldset {
    display: grid;
    gap: calc(var(--_space) * 0.25);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
  }

  .name {
    font-size: calc(var(--_size) * 0.9375);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .name .label {
    font-weight: 400;
  }

  .tick {
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) * 0.5);
    min-block-size: 1.75rem;
  }

  .tick > span {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .mistake {
    color: var(--_danger);
    font-size: calc(var(--_size) * 0.875);
  }
`;
