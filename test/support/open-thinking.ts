import { fixture, html } from '@open-wc/testing';
import type { StreamEventBody } from '../../src/events/index.js';
import { Session } from '../../src/session/index.js';
import type { SseThinking } from '../../src/ui/thinking/thinking.js';
import '../../src/ui/thinking/thinking.define.js';
import { createEventDialect, ok } from './event-dialect.js';
import { settle } from './fake-clock.js';
import { createFakeFetch, pushStream } from './fake-fetch.js';
import { pushEvents } from './push-events.js';
import { begin, end } from './steps.js';
import { nextFrame } from './until.js';

/** A `<sse-thinking>` without a chat, on a session that the test plays by hand. */
export interface OpenThinking {
  readonly element: SseThinking;
  readonly session: Session;
  /** Begins a run. */
  ask(): Promise<void>;
  /** Pushes stream events, and waits until they are drawn. */
  push(...bodies: readonly StreamEventBody[]): Promise<void>;
  /** Waits until what has come is drawn. */
  drawn(): Promise<void>;
}

/** Opens a `<sse-thinking>` in the page. */
export async function openThinking(): Promise<OpenThinking> {
  const server = createFakeFetch();
  const dialect = createEventDialect();
  const session = new Session({ endpoint: '/feed', dialect, fetch: server.fetch });
  const element = await fixture<SseThinking>(
    html`<sse-thinking .session=${session}></sse-thinking>`,
  );
  const drawn = async (): Promise<void> => {
    await settle();
    await nextFrame();
    await nextFrame();
  };
  let stream = pushStream();
  return {
    ...{ element, session, drawn },
    async ask() {
      stream = pushStream();
      server.answer(stream);
      void session.send('Go');
      await drawn();
    },
    async push(...bodies) {
      await pushEvents(session, stream, bodies);
      await drawn();
    },
  };
}

/** An agent at work, with a tool that has finished. */
export const triage: readonly StreamEventBody[] = [
  begin('Triage', { sort: 'agent' }),
  begin('list_changes', { sort: 'tool', parent: 'Triage', detail: '{"open": true}' }),
  end('list_changes'),
];

/** A `<sse-thinking>` whose run is over. */
export async function thought(): Promise<OpenThinking> {
  const open = await openThinking();
  await open.ask();
  await open.push(...triage, end('Triage'), ok);
  return open;
}
