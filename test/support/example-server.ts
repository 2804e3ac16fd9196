import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { reportAbsent } from '../../tools/absent.js';
import { freePort } from '../../tools/free-port.js';
import { findGo, findPython } from '../../tools/languages.mjs';

const folder = fileURLToPath(new URL('../../docs/servers/', import.meta.url));

/** One of the servers in docs/servers, and what starts it; undefined without its language. */
export interface ExampleServer {
  readonly file: string;
  readonly language: string;
  /** How to install the language, where `tools/setup.mjs` does not. */
  readonly byHand?: string;
  find(): readonly [program: string, ...args: string[]] | undefined;
}

export const exampleServers: readonly ExampleServer[] = [
  {
    file: 'server.mjs',
    language: 'Node',
    find: () => [process.execPath, `${folder}server.mjs`],
  },
  {
    file: 'server_fastapi.py',
    language: 'Python with FastAPI',
    find: () => python(['fastapi', 'uvicorn'], 'server_fastapi.py'),
  },
  {
    file: 'server_flask.py',
    language: 'Python with Flask',
    find: () => python(['flask'], 'server_flask.py'),
  },
  {
    file: 'server.go',
    language: 'Go',
    byHand: 'apt-get install golang-go',
    find: buildGo,
  },
];

/** The one that asks. */
export const examplePlanner: ExampleServer = {
  file: 'planner.mjs',
  language: 'Node',
  find: () => [process.execPath, `${folder}planner.mjs`],
};

function python(modules: readonly string[], file: string): [string, string] | undefined {
  const found = findPython(modules);
  return found && [found.path, folder + file];
}

/** Go's own launcher would leave the server running when it is ended. */
function buildGo(): [string] | undefined {
  const found = findGo();
  if (!found) return undefined;
  const place = mkdtempSync(join(tmpdir(), 'sse-go-'));
  process.once('exit', () => rmSync(place, { recursive: true, force: true }));
  const server = join(place, 'server');
  const { status, stderr } = spawnSync(found.path, ['build', '-o', server, `${folder}server.go`], {
    encoding: 'utf8',
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' },
  });
  if (status !== 0) throw new Error(stderr);
  return [server];
}

/** Tests of a server. Without its language there are none, or one that fails; both are said loudly. */
export function describeServer(
  { file, language, byHand, find }: ExampleServer,
  define: (start: (settings: Readonly<Record<string, string>>) => Promise<string>) => void,
): void {
  describe(`docs/servers/${file}`, () => {
    const command = find();
    if (command === undefined) {
      if (reportAbsent(language, byHand)) {
        it('is tested', () => expect.fail(`${language} is not installed`));
      }
      return;
    }
    const ends: (() => Promise<unknown>)[] = [];
    after(() => Promise.all(ends.map((end) => end())));
    define(async (settings) => {
      const [program, ...args] = command;
      const port = await freePort();
      const child = spawn(program, args, {
        stdio: 'ignore',
        env: { ...process.env, ...settings, PORT: String(port) },
      });
      const exit = once(child, 'exit');
      const kill = (): void => void child.kill('SIGKILL');
      process.once('exit', kill);
      ends.push(async () => {
        kill();
        process.off('exit', kill);
        await exit;
      });
      const url = `http://127.0.0.1:${port}`;
      await poll(`${file} to listen`, () =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ),
      );
      return url;
    });
  });
}

/** Asks again and again until it holds; the time between is no part of what is claimed. */
export async function poll(what: string, check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check()) return;
    await delay(200);
  }
  throw new Error(`Expected ${what}`);
}
