// Test files that need no page of their own share one: opening a page takes a browser longer than most of them take.
import { readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The pure layers: in Node all their tests run in one process, too. */
const folders = ['connection', 'dialects', 'events', 'session'];

/** All files of a page come to their end well before it counts as hanging. */
const FILES_OF_A_PAGE = 12;

/** Where the pages are written, as esbuild and the test server know them. */
export const pageFile = /^\/\.cache\/test-pages-\w+\/[\w-]+\.test\.js$/;

/** Pages for the tests of the pure layers, as paths from the project's root; each browser has its own. */
export async function writePages(browser: string): Promise<string[]> {
  const place = `${root}.cache/test-pages-${browser}`;
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  const files = folders.flatMap((folder) =>
    readdirSync(`${root}test/${folder}`, { recursive: true, encoding: 'utf8' })
      // What is for browsers alone looks after the page itself.
      .filter((name) => /(?<!\.node|\.browser)\.test\.ts$/.test(name))
      .map((name) => `${root}test/${folder}/${name}`),
  );
  const pages: string[] = [];
  for (const [index, file] of files.toSorted().entries()) {
    const number = Math.floor(index / FILES_OF_A_PAGE) + 1;
    const page = `${place}/pure-layers-${number}.test.js`;
    if (index % FILES_OF_A_PAGE === 0) pages.push(relative(root, page));
    await writeFile(page, `import '${relative(place, file)}';\n`, { flag: 'a' });
  }
  return pages;
}
