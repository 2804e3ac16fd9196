import type { Run, RunStatus } from '../../session/index.js';

/** What a listener hears when a run begins and ends. Trouble is an alert of its own. */
const sentences: Record<RunStatus, string> = {
  running: 'The agent is working.',
  ok: 'Answer complete.',
  paused: 'The agent waits for you.',
  cut: '',
  cancelled: 'Stopped.',
  failed: '',
};

/** One sentence about where the latest run stands; nothing for one that came from history. */
export function announcement(run: Run | undefined): string {
  return run === undefined || run.startedAt === run.endedAt ? '' : sentences[run.status];
}
