import { quote } from '../events/index.js';

/** Most operations in one patch. */
const MOST_OPERATIONS = 10_000;

/** Path parts that could reach a prototype. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

type Patched =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

/**
 * Applies an RFC 6902 patch and returns a new value; what the patch does not touch is shared with
 * the old one. All or nothing: a patch with one bad operation changes nothing. Only own properties
 * are read and written.
 */
export function applyPatch(document: unknown, patch: unknown): Patched {
  if (!Array.isArray(patch))
    return { ok: false, error: `Expected a list of operations, got ${typeof patch}` };
  if (patch.length > MOST_OPERATIONS) {
    return {
      ok: false,
      error: `Expected at most ${MOST_OPERATIONS} operations, got ${patch.length}`,
    };
  }
  let value = document;
  for (const [index, operation] of patch.entries()) {
    try {
      value = applyOne(value, operation as Operation);
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      return { ok: false, error: `Operation ${index}: ${error.message}` };
    }
  }
  return { ok: true, value };
}

interface Operation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly from?: unknown;
  readonly value?: unknown;
}

class PatchError extends Error {}

function applyOne(document: unknown, operation: Operation): unknown {
  if (typeof operation !== 'object' || operation === null) throw new PatchError('not an object');
  const path = parts(operation.path);
  switch (operation.op) {
    case 'add':
      return put(document, path, valueOf(operation), 'add');
    case 'replace':
      return put(document, path, valueOf(operation), 'replace');
    case 'remove':
      return put(document, path, undefined, 'remove');
    case 'move': {
      const from = parts(operation.from);
      if (path.length > from.length && from.every((part, at) => part === path[at])) {
        throw new PatchError('a value cannot be moved into itself');
      }
      const value = get(document, from);
      return put(put(document, from, undefined, 'remove'), path, value, 'add');
    }
    case 'copy':
      return put(document, path, get(document, parts(operation.from)), 'add');
    case 'test':
      if (!isEqual(get(document, path), valueOf(operation))) {
        throw new PatchError('the tested value differs');
      }
      return document;
    default:
      throw new PatchError(`unknown operation ${quote(JSON.stringify(operation.op) ?? '')}`);
  }
}

function parts(pointer: unknown): string[] {
  if (pointer === '') return [];
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    throw new PatchError(`expected a JSON pointer, got ${quote(JSON.stringify(pointer) ?? '')}`);
  }
  if (/~(?![01])/.test(pointer)) throw new PatchError(`"~" without 0 or 1 in ${quote(pointer)}`);
  return pointer
    .slice(1)
    .split('/')
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      if (forbidden.has(name)) throw new PatchError(`"${name}" is not allowed in a path`);
      return name;
    });
}

function valueOf(operation: Operation): unknown {
  if (!Object.hasOwn(operation, 'value')) throw new PatchError('no value');
  return operation.value;
}

/** Equal as JSON is: the order of members does not count. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) => Object.hasOwn(other, key) && isEqual(memberOf(one, key), memberOf(other, key)),
    )
  );
}

function memberOf(container: object, key: string): unknown {
  return (container as Record<string, unknown>)[key];
}

function get(container: unknown, path: readonly string[]): unknown {
  let value = container;
  for (const part of path) value = member(value, part);
  return value;
}

function member(container: unknown, part: string): unknown {
  if (Array.isArray(container)) return container[indexIn(container, part, container.length - 1)];
  if (typeof container === 'object' && container !== null && Object.hasOwn(container, part)) {
    return memberOf(container, part);
  }
  throw new PatchError(`nothing at ${quote(part)}`);
}

function indexIn(list: readonly unknown[], part: string, most: number): number {
  const index = part === '-' ? list.length : /^(0|[1-9]\d*)$/.test(part) ? Number(part) : -1;
  if (index < 0 || index > most)
    throw new PatchError(`no place ${quote(part)} in a list of ${list.length}`);
  return index;
}

type Change = 'add' | 'replace' | 'remove';

function put(container: unknown, path: readonly string[], value: unknown, change: Change): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return change === 'remove' ? null : value;
  if (rest.length > 0) {
    const inner = put(member(container, part), rest, value, change);
    return putMember(container, part, inner, 'replace');
  }
  return putMember(container, part, value, change);
}

function putMember(container: unknown, part: string, value: unknown, change: Change): unknown {
  if (Array.isArray(container)) {
    const index = indexIn(
      container,
      part,
      change === 'add' ? container.length : container.length - 1,
    );
    if (change === 'replace') return container.with(index, value);
    return change === 'add' ? container.toSpliced(index, 0, value) : container.toSpliced(index, 1);
  }
  if (typeof container !== 'object' || container === null)
    throw new PatchError(`nothing at ${quote(part)}`);
  if (change !== 'add') member(container, part);
  const { [part]: _, ...others } = container as Record<string, unknown>;
  return change === 'remove' ? others : { ...container, [part]: value };
}
