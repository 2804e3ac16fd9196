// Angular's templates have no @ts-expect-error: this compiles src/types.ts and compares the errors with its comments.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const expected = readFileSync('src/types.ts', 'utf8')
  .split('\n')
  .flatMap((line, index) => {
    const code = /<!-- ((?:NG|TS)\d+):/.exec(line)?.[1];
    return code === undefined ? [] : [`${index + 1} ${code}`];
  });
const { stdout, stderr } = spawnSync('npx', ['ngc', '-p', 'tsconfig.refused.json', '--noEmit'], {
  encoding: 'utf8',
});
// Its errors are coloured, whatever is asked for.
const output = stripVTControlCharacters(stdout + stderr);
const found = [...output.matchAll(/^src\/types\.ts:(\d+):\d+ - error (\w+):/gm)]
  .map(([, line, code]) => `${line} ${code}`)
  .sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
if (String(found) !== String(expected)) {
  console.error(`Expected the errors\n${expected.join('\n')}\nand found\n${output}`);
  process.exit(1);
}
