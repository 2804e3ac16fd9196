import { deepElements } from './screen.js';
import { until } from './until.js';

/** The live regions in an element, through shadow roots. */
export function regionsIn(element: Element): Element[] {
  const own = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]';
  return deepElements(element, own);
}

/** What an element says to those who listen, in order, from now on. */
export interface Heard {
  readonly texts: readonly string[];
  /** Waits until something of these words was said, and gives it. */
  says(words: string): Promise<string>;
}

/** Listens to an element's live regions, those of the elements inside it as well. */
export function listenTo(element: Element): Heard {
  const texts: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) texts.push(node.textContent ?? '');
    }
  });
  for (const region of regionsIn(element)) observer.observe(region, { childList: true });
  return {
    texts,
    says: (words) =>
      until(`"${words}" to be said`, () => texts.find((text) => text.includes(words))),
  };
}
