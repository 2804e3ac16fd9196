import { fixture, html } from '@open-wc/testing';
import type { SseChat } from '../../src/index.js';
import '../../src/ui/define.js';
import { createStateSession, type StateSession } from './state-session.js';
import { nextFrame } from './until.js';

/** A chat on a state that the test leads, without any server. */
export interface StateChat extends StateSession {
  readonly chat: SseChat;
  /** Waits until what is true is drawn. */
  drawn(): Promise<void>;
}

/** Opens a chat in the page. Attributes come as a page would write them. */
export async function openStateChat(attributes: Record<string, string> = {}): Promise<StateChat> {
  const stand = createStateSession();
  const chat = await fixture<SseChat>(html`<sse-chat .session=${stand.session}></sse-chat>`);
  for (const [name, value] of Object.entries(attributes)) chat.setAttribute(name, value);
  const drawn = async (): Promise<void> => {
    await nextFrame();
    await nextFrame();
    await chat.updateComplete;
  };
  await drawn();
  return { ...stand, chat, drawn };
}
