// npm run check: everything about the code but its tests. Its last line is `N passed, N failed`.
import { runStep, type Step } from './step.js';

const steps: readonly Step[] = [
  { name: 'format', command: 'oxfmt --check' },
  { name: 'lint', command: 'oxlint --deny-warnings' },
  { name: 'types', command: 'tsc' },
  { name: 'types of the core, without DOM and Node', command: 'tsc -p tsconfig.core.json' },
  { name: 'import table', command: 'mocha test/import-table.test.ts' },
  { name: 'manifest is current', command: 'tsx tools/check-manifest.ts' },
  { name: 'unused code', command: 'knip' },
  { name: 'build', command: 'npm run build' },
  { name: 'package', command: 'publint --strict' },
  { name: 'types in the package', command: 'attw --pack . --profile esm-only' },
  { name: 'sizes', command: 'tsx tools/size.ts' },
  { name: 'no unsafe code in the CDN file', command: 'tsx tools/check-cdn.ts' },
];

let failed = 0;
for (const step of steps) {
  const { passed, output, seconds } = await runStep(step);
  const showsResult = step.name === 'sizes';
  console.log(`${passed ? '✔' : '✘'} ${step.name} (${seconds.toFixed(1)} s)`);
  if (!passed || showsResult) console.log(output.trimEnd().replace(/^/gm, '    '));
  if (!passed) failed += 1;
}
console.log(`${steps.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
