// One named command of the checks or the tests, with a limit on its time.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Step {
  readonly name: string;
  /** A shell command; the tools in node_modules are found by name. */
  readonly command: string;
  /** Most seconds it may take. Default 120. */
  readonly limit?: number;
}

export interface StepResult {
  readonly passed: boolean;
  readonly output: string;
  /** Seconds it took. */
  readonly seconds: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const path = [`${root}node_modules/.bin`, process.env['PATH']].join(delimiter);
// What a step prints goes through a pipe, so it cannot see whether somebody is there to see colours.
const colors = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };

/** Runs a step to its end or its limit; `show` gets what it prints as it comes. */
export async function runStep(step: Step, show?: (text: string) => void): Promise<StepResult> {
  const { command, limit = 120 } = step;
  const start = performance.now();
  let output = '';
  const take = (text: string): void => {
    output += text;
    show?.(text);
  };
  const child = spawn(command, {
    cwd: root,
    env: { ...process.env, ...colors, PATH: path },
    shell: true,
    // A group of its own, so that everything it started can be ended with it.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
  const timers = [
    setTimeout(() => {
      take(`\n${step.name} took longer than ${limit} s and was ended.\n`);
      signal(child, 'SIGTERM');
    }, limit * 1000),
    setTimeout(() => signal(child, 'SIGKILL'), (limit + 10) * 1000),
  ];
  const [code] = await once(child, 'close');
  for (const timer of timers) clearTimeout(timer);
  return { passed: code === 0, output, seconds: (performance.now() - start) / 1000 };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') child.kill(name);
  else process.kill(-child.pid, name);
}
