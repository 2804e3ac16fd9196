import { fixture, html } from '@open-wc/testing';
import type { SseConnection } from '../../src/ui/connection/connection.js';
import '../../src/ui/connection/connection.define.js';
import { createFakeClock, type FakeClock } from './fake-clock.js';
import { deepElements, deepText } from './screen.js';
import { createStateSession, type StateSession } from './state-session.js';

/** The element on a session and a clock that the test leads. */
export interface OpenConnection extends StateSession {
  readonly element: SseConnection;
  readonly clock: FakeClock;
  /** What is seen after so many milliseconds. */
  seen(milliseconds?: number): Promise<string>;
}

export async function openConnection(place?: 'conversation' | 'dialog'): Promise<OpenConnection> {
  const clock = createFakeClock();
  const stand = createStateSession();
  const element = await fixture<SseConnection>(
    html`<sse-connection
      .clock=${clock}
      .place=${place}
      .session=${stand.session}
    ></sse-connection>`,
  );
  return {
    ...stand,
    ...{ element, clock },
    async seen(milliseconds = 0) {
      await clock.advance(milliseconds);
      await element.updateComplete;
      return lineIn(element);
    },
  };
}

/** What is said of the connection in an element, through shadow roots: once, or empty. */
export function lineIn(element: Element): string {
  return partsIn(element)
    .flatMap(({ shadowRoot }) => shadowRoot?.querySelector('.line') ?? [])
    .map(deepText)
    .join(' | ');
}

/** Gives the parts of an element that say it a clock. */
export function leadClock(element: Element, clock: FakeClock): void {
  for (const each of partsIn(element)) Object.assign(each, { clock });
}

/** What the live regions say. */
export function announcedIn(element: Element): string {
  return partsIn(element)
    .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('[data-announcer]') ?? [])])
    .map(({ textContent }) => textContent)
    .join('');
}

/** The parts of an element that say it; an element that is one itself. */
function partsIn(element: Element): Element[] {
  const isPart = element.localName === 'sse-connection';
  return isPart ? [element] : deepElements(element, 'sse-connection');
}
