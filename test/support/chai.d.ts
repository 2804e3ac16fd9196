// @open-wc/testing types every `equal` as a promise, because its comparisons of snapshots
// are; the linter would then ask to await each. Declared later, this one comes first.
import '@open-wc/testing';

declare global {
  namespace Chai {
    interface Equal {
      (value: unknown, message?: string): Assertion;
    }
  }
}
