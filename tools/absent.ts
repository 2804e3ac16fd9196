/**
 * Says loudly that something is not tested, for want of a program that `tools/setup.mjs` installs, or that has to be
 * installed by hand.
 * @returns Whether that is a failure. It is where CI can install it: nobody reads a note in a green log.
 */
export function reportAbsent(program: string, byHand?: string): boolean {
  console.log(
    `*** ${program}: NOT TESTED, it is not installed (${byHand ?? 'node tools/setup.mjs --browsers'}). ***\n`,
  );
  return byHand === undefined && process.env['CI'] !== undefined && process.platform === 'linux';
}
