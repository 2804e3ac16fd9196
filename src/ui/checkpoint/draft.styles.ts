import { css } from 'lit';

/** What a person fills in. */
export const draftStyles = css`
  .feedback {
    display: grid;
    gap: 0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  textarea,
  input[type='text'] {
    inline-size: 100%;
    padding: 0.5rem 0.75rem;
    border: 1px solid color-mix(in srgb, var(--_muted) 70%, transparent);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    color: var(--_text);
    font: inherit;
    resize: vertical;
  }

  .json {
    font-family: var(--_mono);
    font-size: 0.875rem;
    direction: ltr;
  }

  .diff {
    gap: 0.5rem;
    font-size: 0.875rem;
  }

  del,
  ins {
    padding: 0 0.25rem;
    border-radius: 0.25rem;
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
    gap: 0.875rem;
  }

  .field,
  fieldset {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
  }

  .name {
    font-size: 0.9375rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .name .label {
    font-weight: 400;
  }

  .tick {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    min-block-size: 1.75rem;
  }

  .tick > span {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .mistake {
    color: var(--_danger);
    font-size: 0.875rem;
  }
`;
