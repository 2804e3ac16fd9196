import { css } from 'lit';

export const codeStyles = css`
  code {
    padding: 0.125em 0.35em;
    border-radius: 0.35em;
    background: var(--_raised);
    font-family: var(--_mono);
    font-size: 0.875em;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }

  .frame {
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_raised);
  }

  .bar {
    display: flex;
    align-items: center;
    padding-inline: 1.1em 0.3em;
    border-block-end: 1px solid var(--_border);
    color: var(--_muted);
    font-size: 0.8125em;
  }

  .bar > button {
    min-block-size: 2.3em;
    padding-inline: 0.7em;
    border: 0;
    border-radius: 0.35em;
    background: none;
    color: inherit;
  }

  .bar > button:hover,
  .bar > [aria-pressed='true'] {
    color: var(--_text);
  }

  .name {
    flex: 1;
    overflow: hidden;
    font-family: var(--_mono);
    text-align: -webkit-match-parent;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  pre {
    margin: 0;
    padding: 0.8em 0.9em;
    overflow-x: auto;
    line-height: 1.55;
    tab-size: 4;
    text-align: start;
  }

  :is(pre, .table, .drawing, .display):focus-visible {
    outline-offset: -2px;
  }

  pre > code {
    display: block;
    inline-size: fit-content;
    min-inline-size: 100%;
    padding: 0;
    background: none;
    overflow-wrap: normal;
  }

  .lines {
    display: block;
  }

  .wrap code {
    inline-size: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .attribute {
    color: var(--sse-code-attribute, light-dark(#7a3db8, #cfa8ff));
  }

  .comment {
    color: var(--sse-code-comment, var(--_muted));
  }

  .deleted {
    color: var(--sse-code-deleted, var(--_danger));
  }

  .function {
    color: var(--sse-code-function, var(--_accent));
  }

  .inserted {
    color: var(--sse-code-inserted, var(--_success));
  }

  .keyword {
    color: var(--sse-code-keyword, light-dark(#a3206f, #ff92c8));
  }

  .number {
    color: var(--sse-code-number, var(--_warning));
  }

  .string {
    color: var(--sse-code-string, var(--_success));
  }

  .type {
    color: var(--sse-code-type, light-dark(#0b6a7d, #6fd3e3));
  }

  .lines:not(:last-child) {
    content-visibility: auto;
    contain-intrinsic-size: auto 0 auto 99.2em;
  }

  .drawn > pre,
  .drawn [data-wrap] {
    display: none;
  }

  .drawing,
  .display {
    display: block;
    overflow-x: auto;
    text-align: center;
  }

  .drawing {
    padding: 0.8em 0.9em;
    background: var(--_surface);
  }

  .table {
    overflow-x: auto;
    background: var(--_surface);
  }

  table {
    inline-size: max-content;
    min-inline-size: 100%;
    border-spacing: 0;
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    max-inline-size: 22em;
    padding: 0.5em 0.9em;
    text-align: start;
    vertical-align: top;
  }

  th {
    background: var(--_raised);
    font-weight: 650;
    vertical-align: bottom;
  }

  tbody > tr > td {
    border-block-start: 1px solid var(--_border);
  }

  .long {
    display: block;
    inline-size: max(100%, var(--_width));
  }

  .long > * {
    display: block;
  }

  .long > tbody:not(:last-child) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 260em;
  }

  .long tr {
    display: grid;
    grid-template-columns: var(--_columns);
  }

  .long :is(td, th) {
    max-inline-size: none;
    overflow-wrap: anywhere;
  }

  .long [colspan] {
    grid-column-end: -1;
  }

  .left {
    text-align: left;
  }

  .center {
    text-align: center;
  }

  .right {
    text-align: right;
  }

  @media (forced-colors: active) {
    code {
      border: 1px solid;
    }

    pre > code {
      border: 0;
    }

    hr {
      background: CanvasText;
    }
  }
`;
