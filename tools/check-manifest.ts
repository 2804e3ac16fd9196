// Makes the manifest anew, elsewhere, and compares it with the committed one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const folder = 'node_modules/.cache/manifest';
execFileSync('cem', ['analyze', '--quiet', '--outdir', folder], { stdio: 'inherit' });

const [current, committed] = [folder, '.'].map((path) =>
  readFileSync(`${path}/custom-elements.json`, 'utf8'),
);
if (current !== committed) {
  console.error('custom-elements.json is not what the sources say: npm run manifest');
  process.exit(1);
}
