import { fixture, html } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import '../../src/ui/define.js';
import { followChat, type LiveChat } from './live-chat.js';

/** Opens a chat in the page of the test. Attributes come as a page would write them. */
export async function openLiveChat(attributes: Record<string, string>): Promise<LiveChat> {
  const chat = await fixture<SseChat>(html`<sse-chat></sse-chat>`);
  for (const [name, value] of Object.entries(attributes)) chat.setAttribute(name, value);
  return followChat(chat);
}
