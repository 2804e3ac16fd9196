import type { StreamEvent } from '../events/index.js';
import { endRun } from './end-run.js';
import { appendBounded, defined } from './immutable.js';
import { dropHalves, markGap } from './reduce-gap.js';
import { reduceCheckpoint } from './reduce-checkpoint.js';
import { reduceData } from './reduce-data.js';
import { reduceText } from './reduce-text.js';
import { reduceTool } from './reduce-tool.js';
import { addTrouble } from './reduce-trouble.js';
import { reduceWork } from './reduce-work.js';
import type { Run } from './state.js';
import { unstamped } from './unstamped.js';

/** Most custom messages that a run keeps; the oldest go first. */
const MOST_CUSTOMS = 100;

/** The stream events that concern one run alone. */
export type RunEvent = Exclude<
  StreamEvent,
  { readonly type: 'run.start' | 'history' | 'state' | 'alive' }
>;

/** What is true of a run after a stream event that concerns it. */
export function reduceRun(run: Run, event: RunEvent): Run {
  switch (event.type) {
    case 'run.end':
      return endRun(run, event, event.at);
    case 'status':
      return setStatusLine(run, event.text, event.detail);
    case 'text.start':
      return reduceText(run, event);
    case 'text.delta':
      return reduceText(event.mode === 'append' ? run : dropHalves(run, event.textId), event);
    case 'text.end':
      return reduceText(event.text === undefined ? run : dropHalves(run, event.textId), event);
    case 'tool.start':
    case 'tool.args':
    case 'tool.input':
    case 'tool.output':
    case 'tool.end':
      return reduceTool(run, event);
    case 'step.start':
    case 'step.end':
    case 'progress':
    case 'reset':
      return reduceWork(run, event);
    case 'checkpoint.open':
    case 'checkpoint.close':
      return reduceCheckpoint(run, event);
    case 'artifact':
    case 'source':
    case 'usage':
      return reduceData(run, event);
    case 'trouble': {
      const noted = addTrouble(run, event, event.at);
      return event.code === 'gap' ? markGap(noted, event) : noted;
    }
    case 'custom':
      return { ...run, customs: appendBounded(run.customs, unstamped(event), MOST_CUSTOMS) };
    default:
      // A dialect of the page's own, in plain JavaScript, can send anything.
      event satisfies never;
      return run;
  }
}

function setStatusLine(run: Run, text: string, detail: string | undefined): Run {
  if (run.status !== 'running') return run;
  const { statusLine, ...rest } = run;
  if (text === '') return statusLine ? rest : run;
  if (statusLine?.text === text && statusLine.detail === detail) return run;
  return { ...rest, statusLine: defined({ text, detail }) };
}
