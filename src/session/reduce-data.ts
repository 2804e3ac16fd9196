import type { Artifact, ArtifactPart, Source, StreamEvent, Usage } from '../events/index.js';
import { appendBounded, defined } from './immutable.js';
import type { Run, RunArtifact } from './state.js';
import { unstamped } from './unstamped.js';

/** Most sources that a run keeps; the oldest go first. */
const MOST_SOURCES = 1_000;

type DataEvent = StreamEvent & { readonly type: 'artifact' | 'source' | 'usage' };

/** What the agent made, what it drew on, and what that cost. */
export function reduceData(run: Run, event: DataEvent): Run {
  switch (event.type) {
    case 'artifact':
      return addArtifact(run, event);
    case 'source':
      return addSource(run, event);
    case 'usage':
      return { ...run, usage: addUsage(run.usage, event) };
    default:
      event satisfies never;
      return run;
  }
}

function addArtifact(run: Run, { artifactId: id, name, mode, last, parts }: Artifact): Run {
  const before = run.artifacts.find((artifact) => artifact.id === id);
  const next = defined<RunArtifact>({
    id,
    name: name ?? before?.name,
    parts: mode === 'append' && before ? grown(before.parts, parts) : parts,
    complete: last,
  });
  const artifacts = before
    ? run.artifacts.map((artifact) => (artifact === before ? next : artifact))
    : [...run.artifacts, next];
  return { ...run, artifacts };
}

/** Text grows as one text: a part for every token would be copied with every token. */
function grown(before: readonly ArtifactPart[], more: readonly ArtifactPart[]): ArtifactPart[] {
  const [first, ...rest] = more;
  const last = before.at(-1);
  if (!first || !last || !('text' in first) || !('text' in last)) return [...before, ...more];
  return [...before.slice(0, -1), { text: last.text + first.text }, ...rest];
}

/** A source that is named again is the same one, with what is now known of it. */
function addSource(run: Run, event: Source & StreamEvent): Run {
  const source = unstamped<Source & StreamEvent>(event);
  const index = run.sources.findIndex(({ sourceId }) => sourceId === source.sourceId);
  const known = run.sources[index];
  const sources = known
    ? run.sources.with(index, { ...known, ...source })
    : appendBounded(run.sources, source, MOST_SOURCES);
  return { ...run, sources };
}

const counts = ['input', 'output', 'total', 'reasoning', 'cached', 'cost'] as const;

function addUsage(
  before: Run['usage'],
  { mode, model, ...usage }: Usage,
): NonNullable<Run['usage']> {
  const next: { -readonly [K in keyof NonNullable<Run['usage']>]: NonNullable<Run['usage']>[K] } = {
    ...before,
    ...(model === undefined ? {} : { model }),
  };
  for (const key of counts) {
    const value = usage[key];
    if (value !== undefined) next[key] = mode === 'add' ? (before?.[key] ?? 0) + value : value;
  }
  return next;
}
