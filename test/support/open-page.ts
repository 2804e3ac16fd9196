import { fixture, html } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import { press, type } from './browser.js';
import { followChat, type LiveChat } from './live-chat.js';
import type { OwnBackend } from './own-backend.js';
import { fieldOf } from './screen.js';
import { until } from './until.js';

/** A static page in an iframe, served beside a backend. */
export interface OpenPage {
  readonly document: Document;
  /** Addresses of everything that the page has loaded, itself left out, below those of its backend. */
  readonly requests: readonly string[];
  /** The chat that a selector finds; the only one without it. */
  chat(selector?: string): Promise<LiveChat>;
}

/** Opens a page of test/e2e/pages, or one that lies elsewhere in the project. */
export async function openPage(name: string, { url }: OwnBackend, query = ''): Promise<OpenPage> {
  const address = `${url}/${name}.html${query}`;
  const frame = await fixture<HTMLIFrameElement>(
    html`<iframe title="The page" src=${address} width="780" height="580"></iframe>`,
  );
  const page = await until('the page to load', () => {
    const { contentDocument } = frame;
    const isLoaded =
      contentDocument?.URL.endsWith(address) && contentDocument.readyState === 'complete';
    return isLoaded && contentDocument;
  });
  return {
    document: page,
    get requests() {
      const entries = page.defaultView?.performance.getEntriesByType('resource') ?? [];
      return entries.map((entry) => new URL(entry.name).pathname.replace(`${url}/`, ''));
    },
    async chat(selector = 'sse-chat') {
      const chat = await until<SseChat>('a chat in the page', () =>
        page.querySelector<SseChat>(`${selector}:defined`),
      );
      await chat.updateComplete;
      return followChat(chat);
    },
  };
}

/** Writes with real keys, and presses Enter. */
export async function typeMessage(chat: Element, text: string): Promise<void> {
  fieldOf(chat).focus();
  await type(text);
  await press('Enter');
}
