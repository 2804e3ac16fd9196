// Which languages this machine has for the servers of docs/servers. Plain JavaScript, as browsers.mjs.
import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.mjs';

/** `GO_PATH` comes before what is installed. */
export function findGo() {
  return findProgram(process.env['GO_PATH'], ['go', '/usr/local/go/bin/go', '/usr/bin/go']);
}

/**
 * A Python that has all of these modules. `PYTHON_PATH` comes before what is installed; Debian's packages are seen by
 * Debian's Python only.
 *
 * @param {readonly string[]} modules
 * @returns {{ path: string } | undefined}
 */
export function findPython(modules) {
  const { PYTHON_PATH: given = 'python3' } = process.env;
  const path = [given, 'python3', '/usr/bin/python3'].find((candidate) => {
    const { status } = spawnSync(candidate, ['-c', `import ${modules.join(', ')}`], {
      stdio: 'ignore',
    });
    return status === 0;
  });
  return path === undefined ? undefined : { path };
}
