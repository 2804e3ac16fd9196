import type { StreamEvent } from '../events/index.js';
import { addPart } from './reduce-text.js';
import type { MessagePart, Run, TextPart } from './state.js';

/** Marks in the conversation that something is missing. Text that goes on does so after the mark. */
export function markGap(run: Run, { seq, at }: StreamEvent): Run {
  if (run.status !== 'running') return run;
  const gap = { type: 'gap', id: `gap-${seq}`, seq } as const;
  const index = run.messages.findLastIndex(({ status }) => status === 'open');
  const message = run.messages[index];
  if (!message) return addPart(run, gap, at);
  const { parts } = message;
  // Lost again with nothing in between: one mark says it all.
  const known = parts.findLastIndex(({ type }) => type === 'gap');
  if (known >= 0 && parts.slice(known + 1).every(isEmpty)) return run;
  const open = parts.filter(isOpen);
  const before = parts
    .filter((part) => !isEmpty(part))
    .map((part) =>
      isOpen(part)
        ? { ...part, id: `${part.id}#${seq}`, goesOnAs: part.goesOnAs ?? part.id, open: false }
        : part,
    );
  const after = open.map((part) => ({ ...part, seq, text: '' }));
  const marked = { ...message, parts: [...before, gap, ...after] };
  return { ...run, messages: run.messages.with(index, marked) };
}

/** Drops what came of a text before a gap: the whole of it has come since. */
export function dropHalves(run: Run, textId: string): Run {
  const isHalf = (part: MessagePart): boolean => part.type === 'text' && part.goesOnAs === textId;
  const index = run.messages.findLastIndex(({ parts }) => parts.some(isHalf));
  const message = run.messages[index];
  if (!message) return run;
  const parts = message.parts.filter((part) => !isHalf(part));
  return { ...run, messages: run.messages.with(index, { ...message, parts }) };
}

function isOpen(part: MessagePart): part is TextPart {
  return part.type === 'text' && part.open;
}

function isEmpty(part: MessagePart): boolean {
  return isOpen(part) && part.text === '';
}
