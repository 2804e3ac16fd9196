// npm test: the checks and all tests. Its last line is `N passed, N failed`, each check counting as one.
import { runStep, type Step } from './step.js';

const inBrowser = (engine: string): Step => ({
  name: `tests in ${engine}`,
  command: `npm run --silent test:browsers -- --browser=${engine}`,
  limit: 1_200,
});

/** What they build is what the steps after them take, and nothing builds it again while a page may load it. */
const checks: Step = { name: 'checks', command: 'npm run --silent check', limit: 300 };
const inNode: readonly Step[] = [
  { name: 'tests in Node', command: 'npm run --silent test:node', limit: 400 },
  {
    name: 'example apps',
    command: 'npm run --silent test:examples -- --built html react-19 vue',
    limit: 400,
  },
];

/** A group's last line. Without it the group broke off: not a test failed, but what runs them. */
const closing = /(?<=^|\n)(\d+) passed, (\d+) failed\s*$/;

const total = { passed: 0, failed: 0 };
const summary: string[] = [];
// Side by side: a browser mostly waits.
await Promise.all([
  run(checks).then(() => Promise.all([run(...inNode), run(inBrowser('chromium'))])),
  run(inBrowser('firefox')),
  run(inBrowser('webkit')),
]);
console.log(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** One step after the other. */
async function run(...steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    console.log(`… ${step.name}`);
    let result = await runStep(step);
    if (!closing.test(result.output)) {
      console.log(`\n━━ ${step.name} broke off, and begins again ━━\n${result.output.trimEnd()}\n`);
      result = await runStep(step);
    }
    const [passed, failed] = counts(result.output, result.passed);
    total.passed += passed;
    total.failed += failed;
    const mark = failed === 0 ? '✔' : '✘';
    const took = `${passed} passed, ${failed} failed, ${result.seconds.toFixed(0)} s`;
    summary.push(`${mark} ${step.name}: ${took}`);
    console.log(`\n━━ ${step.name} ━━\n${result.output.trimEnd()}\n`);
  }
}

/** The numbers of a group's last line; one that broke off before it, or failed without one, has failed. */
function counts(output: string, succeeded: boolean): [passed: number, failed: number] {
  const found = closing.exec(output);
  const [passed, failed] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 1)];
  return [passed, succeeded ? failed : Math.max(failed, 1)];
}
