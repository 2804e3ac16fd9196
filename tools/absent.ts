/**
 * Says loudly that something is not tested, for want of a program that `tools/setup.mjs` installs.
 * @returns Whether that is a failure. It is where CI can install it: nobody reads a note in a green log.
 */
export function reportAbsent(program: string): boolean {
  console.log(
    `*** ${program}: NOT TESTED, it is not installed (node tools/setup.mjs --browsers). ***\n`,
  );
  return process.env['CI'] !== undefined && process.platform === 'linux';
}
