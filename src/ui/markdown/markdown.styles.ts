import { css } from 'lit';

export const markdownStyles = css`
  :host {
    --_rhythm: 0.85em;
    position: relative;
    display: block;
    line-height: 1.6;
    overflow-wrap: break-word;
  }

  /* A group off screen costs nothing but its remembered size. The last one may still grow. */
  .group:not(:last-child) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 80em;
  }

  .group {
    display: flow-root;
    contain-intrinsic-block-size: auto 80em;
  }

  :where(p, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, hr) {
    margin: 0;
  }

  :where(.group, li, blockquote) > * + *,
  .group + .group > :where(:first-child),
  .footnotes {
    margin-block-start: var(--_rhythm);
  }

  /* Each paragraph has its own direction; the block it is in says on which side markers and bars are. */
  :is(li, blockquote) > p,
  td,
  th {
    unicode-bidi: plaintext;
  }

  :is(h1, h2, h3, h4, h5, h6) {
    font-size: 1em;
    font-weight: 650;
    line-height: 1.35;
  }

  h1 {
    font-size: 1.5em;
  }

  h2 {
    font-size: 1.4em;
  }

  h3 {
    font-size: 1.275em;
  }

  h4 {
    font-size: 1.15em;
  }

  h5 {
    font-size: 1.05em;
  }

  .group > * + :is(h1, h2, h3, h4, h5, h6),
  .group + .group > :is(h1, h2, h3, h4, h5, h6) {
    margin-block-start: calc(var(--_rhythm) * 1.75);
  }

  .group > :is(h1, h2, h3, h4, h5, h6) + * {
    margin-block-start: calc(var(--_rhythm) * 0.6);
  }

  :is(ul, ol) {
    padding: 0;
    padding-inline-start: 1.6em;
  }

  /* Room for three digits and more. */
  .list > ol {
    padding-inline-start: calc(var(--_digits, 2) * 0.65em + 0.4em);
  }

  .list > * + * {
    margin-block-start: 0.25em;
  }

  .list > * + .loose {
    margin-block-start: var(--_rhythm);
  }

  .list > :not(:last-child) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 180em;
  }

  li + li,
  li > :is(ul, ol) {
    margin-block-start: 0.25em;
  }

  .loose > li + li {
    margin-block-start: var(--_rhythm);
  }

  li::marker {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .task {
    list-style: none;
  }

  .task > p > input {
    inline-size: 1em;
    block-size: 1em;
    margin: 0;
    margin-inline: -1.45em 0.45em;
    vertical-align: -0.125em;
  }

  blockquote {
    padding-inline-start: 1em;
    border-inline-start: 0.2em solid var(--_border);
    color: var(--_muted);
  }

  /* No phone has room for more. */
  blockquote blockquote blockquote blockquote blockquote blockquote,
  :is(ul, ol) :is(ul, ol) :is(ul, ol) :is(ul, ol) :is(ul, ol) :is(ul, ol) :is(ul, ol) :is(ul, ol) {
    padding-inline-start: 0;
    border: 0;
  }

  hr {
    block-size: 1px;
    border: 0;
    background: var(--_border);
  }

  .group > * + hr,
  .group > hr + * {
    margin-block-start: calc(var(--_rhythm) * 1.75);
  }

  strong {
    font-weight: 650;
  }

  del {
    color: var(--_muted);
  }

  .plain {
    white-space: pre-wrap;
  }
`;

export const linkStyles = css`
  a {
    color: var(--_accent);
    text-decoration: underline;
    text-decoration-thickness: 0.06em;
    text-underline-offset: 0.18em;
    unicode-bidi: isolate;
  }

  .link {
    cursor: pointer;
  }

  .link:not(.pressed) > a {
    pointer-events: none;
  }

  .link:hover > a {
    text-decoration-thickness: 0.12em;
  }

  a:focus-visible,
  button:focus-visible {
    border-radius: 0.2em;
  }

  .host {
    margin-inline-start: 0.3em;
    color: var(--_muted);
    font-size: 0.8em;
    overflow-wrap: anywhere;
    /* Its own direction inside, the sentence's outside. */
    unicode-bidi: plaintext;
  }

  .host::before {
    content: '↗\\2060' / '';
  }

  .other {
    padding: 0.1em 0.4em;
    border: 1px solid currentColor;
    border-radius: 0.3em;
    color: var(--_warning);
    font-weight: 600;
  }

  .other::before {
    content: '⚠\\A0' / '';
  }

  .note {
    color: var(--_warning);
    font-size: 0.875em;
    white-space: nowrap;
  }

  .image {
    display: inline-block;
    max-inline-size: 100%;
    margin-block: 0.15em;
    vertical-align: middle;
  }

  .image > button {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
    align-items: baseline;
    min-block-size: 2.25em;
    padding: 0.35em 0.75em;
    border: 1px dashed var(--_muted);
    border-radius: calc(var(--_radius) * 0.6);
    background: var(--_raised);
    font-size: 0.9em;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .image > button:hover {
    border-style: solid;
  }

  img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    border-radius: calc(var(--_radius) * 0.6);
  }

  sup {
    line-height: 0;
  }

  :is(.footnote, .back) {
    padding: 0 0.15em;
    border: 0;
    background: none;
    color: var(--_accent);
  }

  .footnotes {
    padding-block-start: var(--_rhythm);
    border-block-start: 1px solid var(--_border);
    color: var(--_muted);
    font-size: 0.875em;
  }
`;
