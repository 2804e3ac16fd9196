import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';

/** What a page did that nobody wants. */
export interface Visit {
  readonly page: Page;
  /** What stands in the console: messages, errors, violations of its policy. */
  readonly complaints: readonly string[];
  /** Requests to other servers. */
  readonly strangers: readonly string[];
  /** The sum of all layout shifts that no person has made. */
  shifts(): Promise<number>;
  /** What axe finds, by rule. */
  violations(): Promise<readonly string[]>;
}

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** What the page keeps for `shifts`. */
interface Watched extends Window {
  layoutShift?: number;
}

const axe = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);

export interface VisitOptions {
  readonly width?: number;
  readonly isDark?: boolean;
}

/** Opens a page of its own in Chromium and watches it from its first moment on. */
export async function visit(
  browser: Browser,
  url: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const { width = 1280, isDark = false } = options;
  const page = await browser.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin)) strangers.push(request.url());
  });
  await page.setViewport({ width, height: 800 });
  const scheme = { name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' };
  await page.emulateMediaFeatures([scheme, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.evaluateOnNewDocument(watchShifts);
  await page.goto(url);
  return {
    page,
    complaints,
    strangers,
    // Two frames after the last change everything has moved that will.
    shifts: () => page.evaluate(readShifts),
    async violations() {
      await page.evaluate(readFileSync(axe, 'utf8'));
      return page.evaluate(runAxe);
    },
  };
}

function watchShifts(): void {
  const watched: Watched = window;
  watched.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries() as Shift[]) {
      if (!hadRecentInput) watched.layoutShift = (watched.layoutShift ?? 0) + value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

async function readShifts(): Promise<number> {
  // No functions with names in here: the compiler would mark them with a helper that the page does not have.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  // What has been seen is told in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return (window as Watched).layoutShift ?? Number.NaN;
}

async function runAxe(): Promise<string[]> {
  const { axe: tester } = globalThis as unknown as {
    readonly axe: {
      run(): Promise<{
        readonly violations: readonly {
          readonly id: string;
          readonly nodes: readonly { readonly html: string }[];
        }[];
      }>;
    };
  };
  const { violations } = await tester.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
