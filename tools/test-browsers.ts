// Runs the browser tests. Its last line is `N passed, N failed`.
//
//   npm run test:browsers -- [--browser=chromium,firefox,webkit] [--group=core,ui,e2e] [files or globs]
import { parseArgs } from 'node:util';
import { defaultReporter, startTestRunner } from '@web/test-runner';
import type { BrowserLauncher, TestSession, TestSuiteResult } from '@web/test-runner-core';
import { reportAbsent } from './absent.js';
import { engines, type Engine } from './browsers.mjs';
import { bundledTests } from './bundled-tests.js';
import { launcherOf } from './engines.js';
import { freePort } from './free-port.js';
import { writePages } from './test-pages.js';
import { createMiddleware, plugins, root } from './test-server.js';
import { WebKitLauncher } from './webkit-launcher.js';

const groups = {
  // Beside what has pages of several files.
  core: 'test/{events,connection,dialects,session}/**/*.browser.test.ts',
  ui: 'test/{stream-controller,ui}/**/*.test.ts',
  e2e: 'test/e2e/**/*.test.ts',
} as const;

type Group = keyof typeof groups;

/** What Lit says of itself, and what many tests make the library warn of. */
const EXPECTED_LOGS = /^(Lit is in dev mode|sse-elements: )/;

interface Counts {
  passed: number;
  failed: number;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      browser: { type: 'string' },
      group: { type: 'string' },
    },
  });
  const chosen = chosenFrom(engines, values.browser, '--browser');
  const names = chosenFrom(Object.keys(groups) as Group[], values.group, '--group');
  const total: Counts = { passed: 0, failed: 0 };
  for (const engine of chosen) {
    const files = positionals.length > 0 ? positionals : await filesOf(names, engine);
    add(total, await runIn(engine, files));
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
}

async function filesOf(names: readonly Group[], engine: Engine): Promise<string[]> {
  const pages = names.includes('core') ? await writePages(engine) : [];
  return [...pages, ...names.map((name) => groups[name])];
}

/**
 * @param isAgain - Whether these are files whose page came to nothing once, whatever the browser had: twice is a failure.
 */
async function runIn(engine: Engine, files: readonly string[], isAgain = false): Promise<Counts> {
  const launcher = launcherOf(engine);
  if (launcher === undefined) return { passed: 0, failed: reportAbsent(engine) ? 1 : 0 };
  const counts: Counts = { passed: 0, failed: 0 };
  const lost: string[] = [];
  const runner = await startTestRunner({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    config: {
      rootDir: root,
      // Its own search for one takes the port that another browser's run is about to take.
      port: await freePort(),
      files: [
        ...files,
        '!**/*.node.test.ts',
        ...(engine === 'chromium' ? [] : ['!**/*.chromium.test.ts']),
      ],
      nodeResolve: { exportConditions: ['browser', 'development'] },
      browsers: [launcher],
      // One page at a time: a second one would take the focus, and a page behind another gets no frames.
      concurrency: 1,
      plugins: engine === 'firefox' ? [bundledTests, ...plugins] : plugins,
      middleware: createMiddleware(),
      filterBrowserLogs: ({ args }) => !EXPECTED_LOGS.test(String(args[0])),
      reporters: [
        defaultReporter({ reportTestProgress: false }),
        {
          stop: ({ sessions }) => {
            for (const session of sessions) {
              if (!isAgain && isLost(session, launcher)) lost.push(session.testFile);
              else add(counts, countSession(session));
            }
          },
        },
      ],
      // Time to start a browser again, too.
      browserStartTimeout: 150_000,
      testsStartTimeout: 30_000,
      testsFinishTimeout: 180_000,
      // Long enough for a machine that has other things to do.
      testFramework: { config: { timeout: 30_000 } },
    },
  });
  if (runner?.stopped === false) await new Promise((resolve) => runner.on('stopped', resolve));
  // Whatever kept the tests from running: that is not a success.
  if (counts.passed + counts.failed + lost.length === 0) counts.failed = 1;
  if (lost.length > 0) {
    console.log(`Again, as ${engine} did not come to their end: ${lost.join(', ')}`);
    add(counts, await runIn(engine, lost, true));
  }
  console.log(`${engine}: ${counts.passed} passed, ${counts.failed} failed\n`);
  return counts;
}

/** Whether a file says nothing about what it tests: its page never came to its tests, or the browser stopped answering. */
function isLost({ id, testResults }: TestSession, launcher: BrowserLauncher): boolean {
  return testResults === undefined || (launcher instanceof WebKitLauncher && launcher.lost.has(id));
}

/** A test that did not run is a failed one, and so is a file that broke outside its tests. */
function countSession(session: TestSession): Counts {
  const tests = session.testResults === undefined ? [] : allTests(session.testResults);
  const passed = tests.filter((test) => test.passed && !test.skipped).length;
  const failed = tests.length - passed;
  return { passed, failed: failed === 0 && (!session.passed || passed === 0) ? 1 : failed };
}

function allTests(suite: TestSuiteResult): TestSuiteResult['tests'] {
  return [...suite.tests, ...suite.suites.flatMap(allTests)];
}

function add(total: Counts, counts: Counts): void {
  total.passed += counts.passed;
  total.failed += counts.failed;
}

function chosenFrom<T extends string>(
  known: readonly T[],
  list: string | undefined,
  option: string,
): readonly T[] {
  if (list === undefined) return known;
  return list.split(',').map((name) => {
    const match = known.find((candidate) => candidate === name);
    if (match === undefined)
      throw new TypeError(`${option}: expected ${known.join(', ')}, got "${name}"`);
    return match;
  });
}

await main();
