import { scanJson } from '../../session/index.js';

/** One value that is another, gone or new, as JSON text. */
export interface JsonChange {
  /** Where it stands: `to[0].name`. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * What differs between two JSON texts, digit for digit; undefined when either is none. The order of members
 * and blanks between them do not count; members that come twice do.
 */
export function jsonDiff(before: string, after: string): readonly JsonChange[] | undefined {
  const [old, young] = [leavesOf(before), leavesOf(after)];
  if (!old || !young) return undefined;
  const paths = new Set([...old.keys(), ...young.keys()]);
  return [...paths].flatMap((path) => {
    const [was, is] = [old.get(path), young.get(path)];
    if (was === is) return [];
    return {
      path,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    };
  });
}

/** Every value that holds no other, by its path; an empty list or object is one. */
function leavesOf(json: string): ReadonlyMap<string, string> | undefined {
  const tokens = scanJson(json);
  if (!tokens) return undefined;
  const leaves = new Map<string, string>();
  const paths: string[] = [];
  const used = new Map<string, number>();
  tokens.forEach(({ depth, key, kind, text }, index) => {
    if (kind === 'key' || kind === 'close') return;
    const above = paths[depth - 1] ?? '';
    const name =
      typeof key === 'number' ? `[${key}]` : above === '' ? (key ?? '') : `.${key ?? ''}`;
    const times = (used.get(above + name) ?? 0) + 1;
    used.set(above + name, times);
    const path = `${above}${name}${times > 1 ? ` (${times})` : ''}`;
    if (kind !== 'open') return void leaves.set(path, text);
    paths[depth] = path;
    if (tokens[index + 1]?.kind === 'close') leaves.set(path, text === '[' ? '[]' : '{}');
  });
  return leaves;
}
