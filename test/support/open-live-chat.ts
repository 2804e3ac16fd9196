import { fixture, html } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import { followChat, type LiveChat } from './live-chat.js';
import { trustedScriptUrl } from './trusted.js';

let elements: Promise<void> | undefined;

/** Opens a chat in the page of the test. Attributes come as a page would write them. */
export async function openLiveChat(attributes: Record<string, string>): Promise<LiveChat> {
  elements ??= loadElements();
  await elements;
  const chat = await fixture<SseChat>(html`<sse-chat></sse-chat>`);
  for (const [name, value] of Object.entries(attributes)) chat.setAttribute(name, value);
  return followChat(chat);
}

/** From the CDN file: what is shipped is tested, and a page loads one file in place of hundreds. */
function loadElements(): Promise<void> {
  const script = document.createElement('script');
  script.src = trustedScriptUrl('/dist/cdn/sse-elements.js');
  return new Promise((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`Expected ${script.src} to load`));
    document.head.append(script);
  });
}
