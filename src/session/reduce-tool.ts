import type { StreamEvent } from '../events/index.js';
import { toolStatusIn } from './end-run.js';
import { defined } from './immutable.js';
import { addPart, changePart } from './reduce-text.js';
import type { Run, ToolPart } from './state.js';

type ToolEvent = StreamEvent & {
  readonly type: 'tool.start' | 'tool.args' | 'tool.input' | 'tool.output' | 'tool.end';
};

/** A tool call moves on. One that was never announced opens by itself. */
export function reduceTool(run: Run, event: ToolEvent): Run {
  const changed = changePart<ToolPart>(run, 'tool', event.toolId, (part) =>
    changeTool(part, event, Math.max(0, event.at - part.startedAt)),
  );
  if (changed) return changed;
  const part: ToolPart = {
    type: 'tool',
    id: event.toolId,
    seq: event.seq,
    args: '',
    inputOk: true,
    status: toolStatusIn(run),
    startedAt: event.at,
  };
  const messageId = event.type === 'tool.start' ? event.messageId : undefined;
  const target = messageId === undefined ? {} : { messageId };
  return addPart(run, changeTool(part, event), event.at, target);
}

/** @param age - Milliseconds since the tool began; absent where its beginning was not seen. */
function changeTool(part: ToolPart, event: ToolEvent, age?: number): ToolPart {
  switch (event.type) {
    case 'tool.start':
      return defined<ToolPart>({
        ...part,
        name: event.name ?? part.name,
        title: event.title ?? part.title,
      });
    case 'tool.args':
      return { ...part, args: event.mode === 'append' ? part.args + event.text : event.text };
    case 'tool.input':
      return { ...part, input: event.input, inputOk: event.ok };
    case 'tool.output':
      return defined<ToolPart>({
        ...part,
        output: event.mode === 'append' ? appended(part.output, event.output) : event.output,
        outputText: event.mode === 'append' ? appendedText(part, event.text) : event.text,
      });
    case 'tool.end':
      return defined<ToolPart>({
        ...part,
        status: event.status,
        error: event.error,
        endedAt: event.at,
        duration: event.duration ?? age,
      });
    default:
      event satisfies never;
      return part;
  }
}

/** Text that is missing for one piece is missing for the whole. */
function appendedText(
  { output, outputText }: ToolPart,
  more: string | undefined,
): string | undefined {
  const isWhole = output === undefined || outputText !== undefined;
  return isWhole && more !== undefined ? (outputText ?? '') + more : undefined;
}

/** Text grows as text; other values become a list. */
function appended(before: unknown, more: unknown): unknown {
  if (before === undefined) return more;
  if (typeof before === 'string' && typeof more === 'string') return before + more;
  return [...(Array.isArray(before) ? before : [before]), more];
}
