import { html } from 'lit';

/** Icons are decoration: what they mean is always said in text, too. */
export const icons = {
  send: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5M5 12l7-7 7 7" /></svg>`,
  stop: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />
  </svg>`,
  retry: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6" />
  </svg>`,
  down: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 5v14M19 12l-7 7-7-7" />
  </svg>`,
  chevron: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m9 6 6 6-6 6" /></svg>`,
  check: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </svg>`,
  cross: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18" /></svg>`,
  alert: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5.5M12 16.5v.01" />
  </svg>`,
  clock: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.5 2" />
  </svg>`,
  offline: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M12 19v.01M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 3-2M19 12a10 10 0 0 0-5-2.8M3 3l18 18"
    />
  </svg>`,
  dash: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 12h12" /></svg>`,

  copy: html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5 15V6a2 2 0 0 1 2-2h9" />
  </svg>`,
} as const;
