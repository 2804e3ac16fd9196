import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/free-port.js';

/** An nginx of the test's own: its files are in a folder that goes with it. */
export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts nginx without privileges and without leaving this process's group.
 *
 * @param createConfig - What stands in its `http` block, listening at this port of 127.0.0.1.
 */
export async function startNginx(
  program: string,
  createConfig: (port: number) => string,
): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'sse-nginx-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), around(createConfig(port)));
  const child = spawn(program, ['-p', folder, '-c', 'nginx.conf'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const exit = once(child, 'exit');
  await started(child.stderr, exit);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      end();
      await exit;
      process.off('exit', end);
      await rm(folder, { recursive: true });
    },
  };
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** One process in the foreground, with nothing outside its own folder. */
function around(http: string): string {
  return `
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log stderr notice;
    events {}
    http {
      access_log off;
      ${temporary.map((what) => `${what}_temp_path ${what};`).join('\n')}
      ${http}
    }`;
}

/** It says how it will wait for events once it listens. */
async function started(log: NodeJS.ReadableStream, exit: Promise<unknown>): Promise<void> {
  let text = '';
  const listening = new Promise<void>((resolve) => {
    log.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      if (text.includes('event method')) resolve();
    });
  });
  const failed = exit.then(() => {
    throw new Error(`Expected nginx to start, got: ${text}`);
  });
  await Promise.race([listening, failed]);
  failed.catch(() => undefined);
}
