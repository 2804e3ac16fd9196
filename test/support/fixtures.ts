import type { StreamEventBody } from '../../src/events/index.js';

/** The recorded streams, by dialect. A test in Node checks that no file is left out. */
export const fixtureCases = {
  'assistant-status': [
    'cr',
    'crlf',
    'echo',
    'error',
    'late-status',
    'legacy',
    'legacy-status',
    'other-words',
    'status',
    'tools',
    'unreadable',
    'without-status',
  ],
  'agent-chat': [
    'all-said',
    'batch',
    'completed-replaces',
    'crlf',
    'digits',
    'error',
    'hand-off',
    'history',
    'last-part',
    'missing-fields',
    'nested',
    'nested-rate-limit',
    'open-calls',
    'rate-limit',
    'todo',
    'unreadable',
    'whole',
  ],
  'iterative-planning': [
    'error',
    'error-without-words',
    'odd-figures',
    'older',
    'plan',
    'reopened',
    'two-checkpoints',
  ],
  'thinking-feed': ['nested', 'odd-lines', 'triage', 'trouble'],
  'operation-progress': [
    'chart',
    'indeterminate',
    'odd-percentages',
    'restart',
    'side-by-side',
    'states',
    'tools',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A recorded stream and what it means. */
export interface Fixture {
  /** The body, byte by byte. */
  readonly bytes: Uint8Array;
  /** The text that the stream answers. */
  readonly sent: string;
  readonly events: readonly StreamEventBody[];
}

/** Every recorded stream as a dialect and the name of a case. */
export function listFixtures(): { readonly dialect: string; readonly name: string }[] {
  return Object.entries(fixtureCases).flatMap(([dialect, names]) =>
    names.map((name) => ({ dialect, name })),
  );
}

/** Reads a recorded stream, in Node and in browsers. */
export async function loadFixture(dialect: string, name: string): Promise<Fixture> {
  const expected = new TextDecoder().decode(await readBytes(`${dialect}/${name}.json`));
  const { sent, events } = JSON.parse(expected) as Omit<Fixture, 'bytes'>;
  return { bytes: await readBytes(`${dialect}/${name}.sse`), sent, events };
}

async function readBytes(path: string): Promise<Uint8Array> {
  const url = new URL(`../fixtures/${path}`, import.meta.url);
  // Not imported: a browser would have to resolve it.
  if (url.protocol === 'file:') return process.getBuiltinModule('node:fs').readFileSync(url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
