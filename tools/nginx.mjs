// Where nginx is on this machine, for the tests of docs/deployment.md. Plain JavaScript, as browsers.mjs.
import { findProgram } from './find-program.mjs';

/**
 * `NGINX_PATH` comes before what is installed. Debian puts it where only root looks for programs.
 *
 * @returns {{ path: string } | undefined}
 */
export function findNginx() {
  return findProgram(process.env['NGINX_PATH'], ['nginx', '/usr/sbin/nginx']);
}
