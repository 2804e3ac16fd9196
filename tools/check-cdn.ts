// The CDN file must run under a strict Content-Security-Policy, never make HTML from text, and keep nothing.
import { readFileSync } from 'node:fs';

const banned = [
  /\beval\s*\(/,
  /\bnew Function\b/,
  /\bFunction\s*\(/,
  /\binsertAdjacentHTML\b/,
  /\bouterHTML\b/,
  /\bdocument\.write/,
  /\bDOMParser\b/,
  /\bcreateContextualFragment\b/,
  /\bsetHTMLUnsafe\b/,
  /\bimport\s*\(/,
  /\bparseHTMLUnsafe\b/,
  /\bsrcdoc\b/,
  /\bset(Timeout|Interval)\(\s*["'`]/,
  /\b(local|session)Storage\b/,
  /\bindexedDB\b/,
  /\bdocument\.cookie\b/,
  /\b(sendBeacon|WebSocket|XMLHttpRequest|EventSource)\b/,
];

const code = readFileSync('dist/cdn/sse-elements.js', 'utf8');
const found = banned.flatMap((pattern) => code.match(new RegExp(pattern, 'g')) ?? []);

// Lit fills its own <template> elements with the literal parts of a template, through a Trusted
// Types policy. That is the one assignment, and no other may appear beside it.
const innerHtml = code.match(/\.innerHTML\b/g) ?? [];
if (innerHtml.length !== 1) found.push(`${innerHtml.length} × .innerHTML, expected Lit's one`);

for (const what of found) console.error(`dist/cdn/sse-elements.js contains ${what}`);
process.exit(found.length === 0 ? 0 : 1);
