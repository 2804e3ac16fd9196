// Test pages are served with the strict policy that docs/security.md promises to be enough. What the test runner
// needs beyond it is a nonce for its own scripts; what it forbids fails the test that runs, and breaks its file.
import { randomUUID } from 'node:crypto';
import type { TestRunnerCoreConfig } from '@web/test-runner-core';

type Middleware = NonNullable<TestRunnerCoreConfig['middleware']>[number];

/** Runs before every other script of the page. Mocha, and the runner outside of tests, take a thrown error. */
const witness = `document.addEventListener('securitypolicyviolation', (event) => {
  const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
  throw new Error(\`Forbidden by \${effectiveDirective}: \${blockedURI} \${sample} (\${sourceFile}:\${lineNumber})\`);
});`;

/** Gives the pages that the test runner makes the policy, and somebody who tells what it forbids. */
export const serveStrictly: Middleware = async (context, next) => {
  await next();
  if (context.path !== '/' || typeof context.body !== 'string') return;
  const nonce = randomUUID();
  context.set('Content-Security-Policy', policyFor(nonce));
  context.body =
    `<!doctype html><script>${witness}</script>${context.body.replace(/<!doctype html>/i, '')}`.replaceAll(
      '<script',
      `<script nonce="${nonce}"`,
    );
};

function policyFor(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    // The fault server is another origin: the same machine, another port.
    "connect-src 'self' http://localhost:* http://127.0.0.1:*",
    "require-trusted-types-for 'script'",
    // Tests have their own Lit beside that of the CDN file, and test/support/trusted.ts.
    "trusted-types lit-html test 'allow-duplicates'",
  ].join('; ');
}
