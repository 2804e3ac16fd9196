import {
  scanJson,
  type Checkpoint,
  type Run,
  type SessionState,
  type ToolPart,
} from '../../session/index.js';
import type { Question } from '../question.js';

/** What a person is asked in the latest run. */
export interface Asked {
  /** Those that wait for an answer, in the order in which they came. */
  readonly open: readonly Question[];
  /** All of the run. */
  readonly checkpoints: readonly Checkpoint[];
  /** Whether the run was turned down before it began, so that it can be looked at again. */
  readonly isDeclined: boolean;
}

export const none: Asked = { open: [], checkpoints: [], isDeclined: false };
const found = new WeakMap<
  Run['checkpoints'],
  { readonly asked: Asked; readonly from: unknown[] }
>();

/** The same value as long as nothing has changed that is asked in the latest run. */
export function selectAsked({ run }: SessionState): Asked {
  if (!run || run.checkpoints.length === 0) return none;
  const { checkpoints, speaker } = run;
  const open = checkpoints.filter(({ decision }) => decision.phase === 'open');
  const tools = open.map((checkpoint) => toolOf(run, checkpoint));
  const from = [speaker, ...tools];
  const known = found.get(checkpoints);
  if (known?.from.every((each, index) => each === from[index])) return known.asked;
  const asked = {
    checkpoints,
    open: open.map((checkpoint, index) => questionOf(checkpoint, tools[index], speaker)),
    isDeclined: checkpoints.some(isDeclined),
  };
  found.set(checkpoints, { asked, from });
  return asked;
}

function questionOf(
  checkpoint: Checkpoint,
  tool: ToolPart | undefined,
  speaker: string | undefined,
): Question {
  const { agent = speaker, seq: _, openedAt: _at, decision, ...words } = checkpoint;
  const toolName = checkpoint.toolName ?? tool?.name;
  const json = checkpoint.proposalText ?? (tool?.args || undefined);
  const error = decision.phase === 'open' ? decision.error : undefined;
  const content = JSON.stringify([agent, toolName, json, error, words]);
  return { checkpoint, agent, toolName, json, source: checkpoint.source ?? json, content };
}

function toolOf({ messages }: Run, { toolId }: Checkpoint): ToolPart | undefined {
  if (toolId === undefined) return undefined;
  const parts = messages.flatMap((message) => message.parts);
  return parts.findLast((part): part is ToolPart => part.type === 'tool' && part.id === toolId);
}

function isDeclined({ decision, reply }: Checkpoint): boolean {
  return reply.send === 'begin' && decision.phase === 'closed' && decision.outcome !== 'approved';
}

/** Every text of a question that a person goes by, decoded. */
export function textsOf({ agent, checkpoint, json = '', toolName }: Question): string[] {
  const { proposal, server, text, title } = checkpoint;
  const tokens = scanJson(json) ?? [];
  const decoded = tokens
    .filter(({ kind }) => kind === 'string' || kind === 'key')
    .map((token) => String(JSON.parse(token.text)));
  const plain = tokens.length > 0 ? decoded : [json, json === '' ? JSON.stringify(proposal) : ''];
  return [title, agent, toolName, server, text, ...plain].filter((each) => each !== undefined);
}
