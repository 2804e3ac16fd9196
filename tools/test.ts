// npm test: the checks and all tests. Its last line is `N passed, N failed`, each check counting as one.
import { engines } from './browsers.mjs';
import { runStep, type Step } from './step.js';

const groups: readonly Step[] = [
  { name: 'checks', command: 'npm run --silent check', limit: 300 },
  { name: 'tests in Node', command: 'npm run --silent test:node', limit: 300 },
  ...engines.map((engine) => ({
    name: `tests in ${engine}`,
    command: `npm run --silent test:browsers -- --browser=${engine}`,
    limit: 600,
  })),
];

const total = { passed: 0, failed: 0 };
const summary: string[] = [];
for (const group of groups) {
  console.log(`\n━━ ${group.name} ━━`);
  const result = await runStep(group, (text) => process.stdout.write(text));
  const [passed, failed] = counts(result.output, result.passed);
  total.passed += passed;
  total.failed += failed;
  const mark = failed === 0 ? '✔' : '✘';
  summary.push(
    `${mark} ${group.name}: ${passed} passed, ${failed} failed, ${result.seconds.toFixed(0)} s`,
  );
}
console.log(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** The numbers of a group's last line; one that broke off before it, or failed without one, has failed. */
function counts(output: string, succeeded: boolean): [passed: number, failed: number] {
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  const found = /^(\d+) passed, (\d+) failed$/.exec(line);
  const [passed, failed] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 1)];
  return [passed, succeeded ? failed : Math.max(failed, 1)];
}
