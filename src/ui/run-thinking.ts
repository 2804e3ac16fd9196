import type { ChatMessage, Run, TextPart, ToolPart } from '../session/index.js';

/** The parts of a run's messages that are thinking: reasoning text, and tool calls where they are wanted. */
export function thinkingParts(run: Run, withTools: boolean): readonly (TextPart | ToolPart)[] {
  return run.messages.flatMap(({ parts }) =>
    parts.filter((part): part is TextPart | ToolPart =>
      part.type === 'text'
        ? part.lane === 'reasoning' && part.text !== ''
        : withTools && part.type === 'tool',
    ),
  );
}

/** Whether the server's thinking could not be had. */
export function isThinkingMissing(run: Run): boolean {
  return run.troubles.some(({ code }) => code === 'thinking-missing');
}

/** Whether there is anything to show of a run's thinking, beside the tool calls in its messages. */
export function hasThinking(run: Run): boolean {
  return run.steps.length > 0 || isThinkingMissing(run) || thinkingParts(run, false).length > 0;
}

/** Whether a message that goes well has, so far, nothing to say but its reasoning. */
export function isOnlyReasoning({ parts, status }: ChatMessage): boolean {
  return (
    (status === 'open' || status === 'done') &&
    parts.length > 0 &&
    parts.every((part) => part.type === 'text' && part.lane === 'reasoning')
  );
}

/** Whether two states of a run show the same thinking: text that is added to the answer is none. */
export function isSameThinking(one: Run | undefined, other: Run | undefined): boolean {
  if (one === other) return true;
  if (!one || !other || one.id !== other.id || one.status !== other.status) return false;
  if (one.steps !== other.steps || one.troubles !== other.troubles) return false;
  const theirs = thinkingParts(other, true);
  const ours = thinkingParts(one, true);
  return ours.length === theirs.length && ours.every((part, index) => part === theirs[index]);
}
