import type { Memory, Replay } from './fault-answer.js';

/** The event stream of what a server has left to say after an id, to the best of its memory. */
export function replayAfter(lastEventId: string, { history, memory = 'complete' }: Replay): string {
  const heard = lastEventId === '' ? 0 : Number(lastEventId);
  const from = lastEventId === '' ? 0 : Math.max(0, heard + steps[memory]);
  return history
    .slice(from)
    .map((data, index) => {
      const id = memory === 'reset' ? index + 1 : from + index + 1;
      return `id: ${id}\n${data.replace(/^/gm, 'data: ')}\n\n`;
    })
    .join('');
}

/** Where a server goes on, counted from where it should. */
const steps: Readonly<Record<Memory, number>> = { complete: 0, doubled: -2, gap: 2, reset: 0 };

/** The id that a `Last-Event-ID` header holds: its characters are the bytes of UTF-8. */
export function decodeLastEventId(header: string | null | undefined): string {
  return new TextDecoder().decode(
    Uint8Array.from(header ?? '', (character) => character.charCodeAt(0)),
  );
}
