// Dots, then what failed, then the line that tools/test.ts adds up.
const Mocha = require('mocha');

module.exports = class extends Mocha.reporters.Dot {
  /** @override */
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    Mocha.reporters.Base.consoleLog(`${passes} passed, ${failures + pending} failed`);
  }
};
