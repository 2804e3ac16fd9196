import { fixture, html } from '@open-wc/testing';
import type { StreamEventBody } from '../../src/events/index.js';
import type { SseProgress } from '../../src/ui/progress/progress.js';
import '../../src/ui/progress/progress.define.js';
import { createEventDialect } from './event-dialect.js';
import { settle } from './fake-clock.js';
import { createFakeFetch, pushStream, type FakeFetch, type PushStream } from './fake-fetch.js';
import { pushEvents } from './push-events.js';
import { deepText } from './screen.js';
import { nextFrame } from './until.js';

/** An element on a server that the test plays by hand. */
export interface Stand {
  readonly element: SseProgress;
  readonly server: FakeFetch;
  readonly stream: PushStream;
  push(...bodies: StreamEventBody[]): Promise<void>;
}

/** Waits until what has come is drawn. */
export async function drawn(): Promise<void> {
  await settle();
  await nextFrame();
  await nextFrame();
  await settle();
}

/** An element with a session whose run has begun, and nothing has come yet. */
export async function openProgress(attributes: Record<string, string> = {}): Promise<Stand> {
  const server = createFakeFetch();
  const stream = pushStream();
  server.answer(stream);
  const element = await fixture<SseProgress>(
    html`<sse-progress
      endpoint="/work"
      .dialect=${createEventDialect()}
      .fetch=${server.fetch}
    ></sse-progress>`,
  );
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  await element.updateComplete;
  void element.send('Work');
  await drawn();
  return {
    ...{ element, server, stream },
    async push(...bodies) {
      await pushEvents(element.session, stream, bodies);
      await drawn();
    },
  };
}

/** News of an operation. */
export function progress(id: string, news: Partial<StreamEventBody & { type: 'progress' }> = {}) {
  return { type: 'progress', progressId: id, ...news } as const;
}

/** What a selector finds in the element. */
export function all(element: Element, selector: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

/** The bar of that name. */
export function bar(element: Element, name: string): HTMLElement {
  const found = all(element, '[role=progressbar]').find((each) => each.ariaLabel === name);
  if (!found) throw new Error(`Expected a bar named "${name}" in: ${deepText(element)}`);
  return found;
}

/** The button of that name. */
export function button(element: Element, name: string): HTMLButtonElement | undefined {
  const buttons = all(element, 'button') as HTMLButtonElement[];
  return buttons.find((each) => deepText(each) === name);
}
