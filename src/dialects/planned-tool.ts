import { memberText, type CheckpointOpen } from '../events/index.js';
import { isRecord, memberOf, type WireData } from './wire-data.js';

/** What is told at a checkpoint of the plan itself. */
const FIGURES = ['frameworks_so_far', 'data_points_so_far', 'iteration'];

type Matter = Omit<CheckpointOpen, 'type' | 'checkpointId' | 'reply'>;

/**
 * What would be done at a checkpoint, and how it can be answered. Beyond its figures a planner may name the
 * tool that would run, and say what it wants to know; one that says none of it gets none of it back.
 */
export function matterOf({ text, value }: WireData): Matter {
  const [source, given] = [text(), memberOf(value, 'arguments')];
  const words = (name: string): string | undefined => {
    const member = memberOf(value, name);
    return typeof member === 'string' && member !== '' ? member : undefined;
  };
  const [agent, toolName, server] = [words('agent'), words('tool'), words('server')];
  const schema = memberOf(value, 'response_schema');
  const expires = Date.parse(words('expires_at') ?? '');
  return {
    ask: isRecord(schema) ? 'input' : 'approve',
    ...(given === undefined
      ? figuresIn(source, value)
      : { proposal: given, proposalText: memberText(source, 'arguments') ?? '' }),
    ...(agent !== undefined && { agent }),
    ...(toolName !== undefined && { toolName }),
    ...(server !== undefined && { server }),
    ...(isRecord(schema) && { schema }),
    ...(!Number.isNaN(expires) && { expires }),
    canEdit: given !== undefined && memberOf(value, 'editable') === true,
    source,
  };
}

/** The figures as an object of their own, each digit as it came. */
function figuresIn(json: string, value: unknown): Pick<Matter, 'proposal' | 'proposalText'> {
  const names = FIGURES.filter((name) => memberOf(value, name) !== undefined);
  const members = names.map((name) => `"${name}":${memberText(json, name) ?? 'null'}`);
  return {
    proposal: Object.fromEntries(names.map((name) => [name, memberOf(value, name)])),
    proposalText: `{${members.join()}}`,
  };
}
