import { createBackend } from '../../demo/backend/index.js';
import { systems } from '../../demo/systems.js';
import { createSession, type Session } from '../../src/session/index.js';
import { Narrator, type Narration } from '../../src/ui/chat/narrator.js';
import { ConnectionWatch } from '../../src/ui/connection/connection-watch.js';
import { barOf, selectProgress, type ProgressState } from '../../src/ui/progress/bars.js';
import { ProgressNarrator } from '../../src/ui/progress/progress-narrator.js';
import { SpeechQueue, type Urgency } from '../../src/ui/speech-queue.js';
import { createFakeClock, settle, type FakeClock } from './fake-clock.js';
import { createFakeNetwork } from './fake-network.js';
import { createFakePage } from './fake-page.js';

/** What was said, and when: milliseconds from the question on. */
export interface Announcement {
  readonly at: number;
  readonly urgency: Urgency;
  readonly text: string;
}

/** A queue on a fake clock, with a log of what it has said. */
export function createQueue(clock: FakeClock, focus?: () => unknown) {
  const log: Announcement[] = [];
  const begin = clock.now();
  const queue = new SpeechQueue(
    clock,
    (text, urgency) => {
      if (text !== '') log.push({ at: clock.now() - begin, urgency, text });
    },
    focus,
  );
  return { queue, log };
}

/** Most milliseconds that a conversation of the demo lasts. */
const LONGEST = 180_000;
const STEP = 100;

/**
 * Has a conversation of the demo, at its own pace on a fake clock, and gives what a chat says of it. Whatever is
 * asked at a checkpoint is approved two seconds later.
 */
export async function narrate(
  dialect: string,
  prompt: string,
  narration: Narration = 'auto',
): Promise<{ readonly log: readonly Announcement[]; readonly session: Session }> {
  const clock = createFakeClock();
  const { queue, log } = createQueue(clock);
  const session = createDemoSession(dialect, clock);
  const narrator = new Narrator(queue.announce, clock);
  const bars = new ProgressNarrator(queue.announce);
  const watch = new ConnectionWatch();
  let progress: ProgressState | undefined;
  const look = (): void => {
    const { state } = session;
    const now = clock.now();
    narrator.heed(state, { narration, withThinking: true });
    const found = (progress = selectProgress(progress, state));
    if (found)
      bars.heed(
        found.run.operations.map((each) => barOf(each, found, false, now, {})),
        now,
      );
    const view = watch.view(state, now, false);
    const words = view && watch.speak(view, now);
    if (words) queue.announce(words.text, words.urgency);
  };
  session.subscribe(({ type }) => {
    if (type !== 'changed') return;
    watch.heed(session.state, clock.now());
    look();
  });
  look();
  queue.open();
  void session.send(prompt);
  await settle();
  let waited = 0;
  for (let time = 0; time < LONGEST && !isOver(session); time += STEP) {
    await clock.advance(STEP);
    look();
    const open = session.state.run?.checkpoints.find(({ decision }) => decision.phase === 'open');
    waited = open ? waited + STEP : 0;
    if (open && waited >= 2_000) await session.decide(open.id, 'approve');
  }
  // What is left to say.
  await clock.advance(30_000);
  session.close();
  queue.close();
  narrator.close();
  return { log, session };
}

function isOver({ state: { run } }: Session): boolean {
  const isAsking = run?.checkpoints.some(({ decision }) => decision.phase !== 'closed');
  return run !== undefined && run.status !== 'running' && !isAsking;
}

function createDemoSession(dialect: string, clock: FakeClock): Session {
  const system = systems.find((each) => each.dialect === dialect);
  if (!system) throw new Error(`Expected a system of the demo, got "${dialect}"`);
  let ids = 0;
  const wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clock.clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = clock.setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal.addEventListener('abort', stop);
    });
  const backend = createBackend({
    pace: { sleep: wait, idle: wait },
    now: () => clock.now(),
    createId: () => `id-${(ids += 1)}`,
  });
  const names: Readonly<Record<string, string>> = {
    'message-endpoint': 'messageEndpoint',
    'cancel-endpoint': 'cancelEndpoint',
    'user-id': 'userId',
  };
  const given = Object.entries(system.attributes).map(([name, value]) => {
    const isAddress = name.endsWith('endpoint');
    return [names[name] ?? name, isAddress ? `http://localhost${value}` : value];
  });
  const settings = {
    ...(Object.fromEntries(given) as Readonly<Record<string, string>>),
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      backend.fetch(new Request(input, init)),
  };
  return createSession(settings, { clock, network: createFakeNetwork(), page: createFakePage() });
}
