import { css } from 'lit';

export const progressStyles = css`
  :host {
    display: block;
    font-size: calc(var(--_size) * 0.875);
    overflow-wrap: anywhere;
  }

  ul,
  ol,
  dl,
  dd,
  p {
    margin: 0;
    padding: 0;
    /* Not 'none': Safari would take the list for none. */
    list-style-type: '';
  }

  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }

  .bar {
    --_fill: var(--sse-progress-fill, var(--_accent));
    display: grid;
    gap: calc(var(--_space) * 0.375);
  }

  .ok {
    --_fill: var(--_success);
  }

  .failed {
    --_fill: var(--_danger);
  }

  .stalled {
    --_fill: var(--_warning);
  }

  :is(.stale, .cancelled) {
    --_fill: var(--_muted);
  }

  .head,
  summary,
  .note,
  .rounds li,
  .track li {
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) * 0.375);
  }

  .head {
    justify-content: space-between;
    gap: var(--_space);
  }

  .name {
    min-inline-size: 0;
    font-weight: 600;
  }

  .figure,
  .time {
    flex: none;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  :is(.failed .figure, .bar.failed .message) {
    color: var(--_danger);
  }

  .line {
    position: relative;
    block-size: var(--sse-progress-height, 0.375rem);
    border-radius: calc(var(--_radius) * 1.33);
    background: var(--sse-progress-track, var(--_border));
    overflow: hidden;
  }

  .fill {
    position: absolute;
    inset: 0;
    background: var(--_fill);
    transform: scaleX(var(--_share, 0));
    transform-origin: left;
    transition: transform 0.3s ease-out;
  }

  .fill:dir(rtl) {
    transform-origin: right;
  }

  /* How far is not known: stripes from end to end, and no edge that looks like a figure. */
  :is(.running, .stalled, .stale) > .unknown .fill {
    inset-inline: -2rem;
    background: repeating-linear-gradient(
      90deg,
      var(--_fill) 0 1rem,
      color-mix(in srgb, var(--_fill) 35%, transparent) 0 2rem
    );
    transform: none;
    transition: none;
  }

  .running > .unknown .fill {
    animation: stripes 1.2s linear infinite;
  }

  .running > .unknown .fill:dir(rtl) {
    animation-direction: reverse;
  }

  @keyframes stripes {
    to {
      transform: translateX(2rem);
    }
  }

  .message {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .message,
  dt,
  .track,
  .rounds,
  summary {
    color: var(--_muted);
  }

  .note {
    color: var(--_warning);
  }

  .figure {
    display: flex;
    gap: calc(var(--_space) * 0.25);
  }

  .current .time {
    font-weight: 400;
  }

  svg {
    flex: none;
    align-self: center;
    inline-size: 1rem;
    block-size: 1rem;
  }

  .track,
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.25) calc(var(--_space) * 0.875);
    font-size: calc(var(--_size) * 0.8125);
  }

  .rounds,
  p.time {
    margin-block-start: 0.75rem;
  }

  .mark {
    display: grid;
    flex: none;
    align-self: center;
    place-items: center;
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .mark:empty::before {
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border: 1px solid var(--_muted);
    border-radius: 50%;
    content: '';
  }

  .current {
    color: var(--_text);
    font-weight: 600;
  }

  .current .mark::before {
    border: 0;
    background: var(--_accent);
  }

  .passed .mark {
    color: var(--_success);
  }

  li.failed > .mark {
    color: var(--_danger);
  }

  dl div {
    display: flex;
    gap: calc(var(--_space) * 0.375);
  }

  dd {
    font-variant-numeric: tabular-nums;
  }

  button {
    justify-self: start;
    min-block-size: 1.75rem;
    padding: 0.125rem calc(var(--_space) * 0.75);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.66);
    background: transparent;
    font-size: calc(var(--_size) * 0.8125);
  }

  button:hover,
  summary:hover {
    background: var(--_raised);
  }

  button[aria-disabled='true'] {
    color: var(--_muted);
  }

  details {
    margin-block-start: 0.5rem;
  }

  summary {
    align-items: center;
    min-block-size: 1.75rem;
    border-radius: calc(var(--_radius) * 0.67);
    cursor: pointer;
    list-style: none;
  }

  /* Down and up, which is the same in either direction of writing. */
  summary svg:last-child {
    rotate: 90deg;
  }

  [open] summary svg:last-child {
    rotate: -90deg;
  }

  [open] ul {
    margin-block-start: 0.5rem;
  }

  :host([compact]) .bar {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
  }

  :host([compact]) ul {
    gap: calc(var(--_space) * 0.25);
  }

  :host([compact]) .head {
    display: contents;
  }

  :host([compact]) .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  :host([compact]) .line {
    flex: 1;
    min-inline-size: 3rem;
  }

  :host([compact]) .figure {
    order: 1;
    min-inline-size: 2.5em;
    justify-content: end;
  }

  @media (forced-colors: active) {
    .line {
      outline: 1px solid;
      outline-offset: -1px;
    }

    .fill,
    .current .mark::before {
      --_fill: Highlight;
      background-color: Highlight;
      forced-color-adjust: none;
    }
  }
`;
