import type { Role, StreamEvent } from '../events/index.js';
import { changeLast, defined } from './immutable.js';
import type { ChatMessage, MessagePart, Run, TextPart } from './state.js';

type TextEvent = StreamEvent & { readonly type: 'text.start' | 'text.delta' | 'text.end' };

/** Text arrives. A delta without a start opens its piece as an answer: nothing received is lost. */
export function reduceText(run: Run, event: TextEvent): Run {
  switch (event.type) {
    case 'text.start':
      return openText(run, event);
    case 'text.delta':
      return changeText(run, event, (part) => {
        const text = event.mode === 'append' ? part.text + event.text : event.text;
        return text === part.text ? part : { ...part, text };
      });
    case 'text.end':
      return changeText(run, event, (part) => {
        const { text = part.text, proof = part.proof } = event;
        if (!part.open && text === part.text && proof === part.proof) return part;
        return defined<TextPart>({ ...part, open: false, text, proof });
      });
    default:
      event satisfies never;
      return run;
  }
}

/** Puts a part at the end of the message it belongs to; of the open one, or a new one, if none is named. */
export function addPart(
  run: Run,
  part: MessagePart,
  at: number,
  target: { readonly messageId?: string; readonly role?: Role; readonly name?: string } = {},
): Run {
  const role = target.role ?? 'assistant';
  const id = target.messageId === undefined ? undefined : `${run.id}/${target.messageId}`;
  const matches = (message: ChatMessage): boolean =>
    id === undefined ? message.role === role && message.status === 'open' : message.id === id;
  const author = target.name ?? run.speaker;
  const messages = changeLast(run.messages, matches, (message) => ({
    ...message,
    ...(target.name === undefined ? {} : { author: target.name }),
    parts: [...message.parts, part],
  }));
  if (messages !== run.messages) return { ...run, messages };
  const opened: ChatMessage = {
    // After `/` come the ids of servers.
    id: id ?? `${run.id}#${part.seq}`,
    role,
    ...(author === undefined || role !== 'assistant' ? {} : { author }),
    parts: [part],
    // What comes after the end (history, a late result) is complete at once.
    status: run.status === 'running' ? 'open' : 'done',
    at,
  };
  return { ...run, messages: [...run.messages, opened] };
}

/** The run with one part of a kind changed; undefined when it has no such part. */
export function changePart<P extends MessagePart>(
  run: Run,
  type: P['type'],
  id: string,
  change: (part: P) => P,
): Run | undefined {
  const isPart = (part: MessagePart): boolean => part.type === type && part.id === id;
  const index = run.messages.findLastIndex((message) => message.parts.some(isPart));
  const message = run.messages[index];
  if (!message) return undefined;
  const parts = changeLast(message.parts, isPart, (part) => change(part as P));
  if (parts === message.parts) return run;
  return { ...run, messages: run.messages.with(index, { ...message, parts }) };
}

function openText(run: Run, event: TextEvent & { readonly type: 'text.start' }): Run {
  const { textId: id, seq, lane, messageId, role, name, at } = event;
  if (changePart<TextPart>(run, 'text', id, (part) => part)) return run;
  const part: TextPart = { type: 'text', id, seq, lane, text: '', open: run.status === 'running' };
  const opened = addPart(run, part, at, {
    messageId,
    role,
    ...(name === undefined ? {} : { name }),
  });
  return name === undefined ? opened : { ...opened, speaker: name };
}

function changeText(
  run: Run,
  event: TextEvent & { readonly type: 'text.delta' | 'text.end' },
  change: (part: TextPart) => TextPart,
): Run {
  const changed = changePart<TextPart>(run, 'text', event.textId, change);
  if (changed) return changed;
  // The end of what never was, or nothing added to it, makes no empty message.
  if (event.text === undefined || event.text === '') return run;
  const part: TextPart = {
    type: 'text',
    id: event.textId,
    seq: event.seq,
    lane: 'answer',
    text: '',
    open: run.status === 'running',
  };
  return addPart(run, change(part), event.at);
}
