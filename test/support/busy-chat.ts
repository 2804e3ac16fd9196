import { ok, said } from './event-dialect.js';
import { openStateChat, type StateChat } from './open-state-chat.js';
import { begin, end } from './steps.js';

export const start = { type: 'run.start' } as const;
export const answer = [
  '# An answer',
  'With [a link](https://a.example), `code` and **more**.',
  '| A | B |\n|---|---|\n| 1 | 2 |',
  `\`\`\`js\n${'let a = 1; '.repeat(60)}\n\`\`\``,
  '- one\n- two',
].join('\n\n');
export const tool = {
  type: 'tool.start',
  toolId: 't',
  messageId: 'm',
  name: 'search_web',
  runBy: 'agent',
} as const;
const bar = { type: 'progress', progressId: 'p', operation: 'export' } as const;

/** A chat in the middle of its work: with thinking, text, a tool and two bars. */
export async function openBusyChat(): Promise<StateChat> {
  const open = await openStateChat();
  open.take(start);
  open.take(begin('Triage', { sort: 'agent' }));
  open.take(said(answer));
  open.take(tool);
  open.take({ ...bar, percentage: 40 });
  open.take({ ...bar, progressId: 'q', operation: 'import' });
  await open.drawn();
  return open;
}

/** The same when it is over. */
export async function openDoneChat(): Promise<StateChat> {
  const open = await openBusyChat();
  open.take({ ...bar, outcome: 'ok' });
  open.take(end('Triage'));
  open.take(ok);
  await open.drawn();
  return open;
}
