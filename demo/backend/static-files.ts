import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

/**
 * The file of a pathname below one of the directories, `index.html` for a directory. Undefined when
 * there is none, when a segment begins with a dot, or when the path, links followed, leads outside.
 */
export async function serveStatic(
  roots: readonly string[],
  pathname: string,
): Promise<Response | undefined> {
  for (const root of roots) {
    const file = await findFile(root, pathname);
    if (file === undefined) continue;
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store' };
    return new Response(new Uint8Array(await readFile(file)), { headers });
  }
  return undefined;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

async function findFile(root: string, pathname: string): Promise<string | undefined> {
  const segments = readSegments(pathname);
  if (!segments) return undefined;
  try {
    const base = await realpath(resolve(root));
    const path = await realpath(join(base, ...segments));
    const file = (await stat(path)).isDirectory() ? await realpath(join(path, 'index.html')) : path;
    return file.startsWith(base + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    // It is not there, or must not be read.
    return undefined;
  }
}

function readSegments(pathname: string): readonly string[] | undefined {
  try {
    const segments = decodeURIComponent(pathname).split(/[/\\]/).filter(Boolean);
    const isPlain = segments.every((segment) => !/^\.|\0/.test(segment));
    return isPlain ? segments : undefined;
  } catch {
    return undefined;
  }
}
