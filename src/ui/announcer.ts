import type { ReactiveController, ReactiveElement } from 'lit';
import { systemClock, type Clock } from '../session/index.js';
import { parentOf } from '../stream-controller/session-provider.js';
import { SpeechQueue, type Announce, type Urgency } from './speech-queue.js';

const announcers = new WeakMap<Element, Announcer>();

/** The announcer of the nearest element around this one that has one. */
export function announcerAround(element: Element): Announcer | undefined {
  for (let node = parentOf(element); node; node = parentOf(node)) {
    const found = node instanceof Element ? announcers.get(node) : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * The one voice of an element and of those inside it: a polite and an urgent live region, in the element
 * from its first render on. Inside another element that has a voice its host has no regions, and speaks
 * through that element. Everything said goes through one queue.
 */
export class Announcer implements ReactiveController {
  /** @internal Tests put their own in place, before the element is attached. */
  clock: Clock = systemClock;

  readonly #host: ReactiveElement;
  #outer: Announcer | undefined;
  #queue: SpeechQueue | undefined;
  #regions: Readonly<Record<Urgency, HTMLElement>> | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    announcers.set(host, this);
    host.addController(this);
  }

  /** Says something: `announcer.announce('Saved.')`. Of one key only the latest is said. */
  readonly announce: Announce = (...words) => {
    if (this.#outer) this.#outer.announce(...words);
    else this.#queue?.announce(...words);
  };

  hostConnected(): void {
    this.#outer = announcerAround(this.#host);
    if (this.#outer) return;
    this.#regions ??= { polite: region('polite'), assertive: region('assertive') };
    // Before what Lit draws, which may take away what stands behind it.
    this.#host.renderRoot.prepend(this.#regions.polite, this.#regions.assertive);
    this.#queue = new SpeechQueue(this.clock, this.#show, () => focusedIn(this.#host));
    this.#queue.open();
  }

  hostDisconnected(): void {
    this.#outer = undefined;
    this.#queue?.close();
    this.#queue = undefined;
    for (const each of Object.values(this.#regions ?? {})) each.remove();
  }

  /** A new node each time: the same text twice is said twice. */
  readonly #show = (text: string, urgency: Urgency): void => {
    const target = this.#regions?.[urgency];
    if (!target) return;
    target.replaceChildren();
    if (text === '') return;
    const line = document.createElement('p');
    line.dir = 'auto';
    line.textContent = text;
    target.append(line);
  };
}

function region(urgency: Urgency): HTMLElement {
  const element = document.createElement('div');
  element.className = 'hidden';
  element.dataset['announcer'] = urgency;
  element.role = urgency === 'polite' ? 'status' : 'alert';
  element.ariaLive = urgency;
  // Only what is added is read.
  element.ariaAtomic = 'false';
  return element;
}

/** What has the focus, through shadow roots. */
function focusedIn({ ownerDocument }: Element): Element | null {
  let { activeElement } = ownerDocument;
  while (activeElement?.shadowRoot?.activeElement) {
    ({ activeElement } = activeElement.shadowRoot);
  }
  return activeElement;
}
