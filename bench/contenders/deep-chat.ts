import { DeepChat, type Signals } from 'deep-chat';
import type { Contender, OldMessage } from './contender.js';

/** deep-chat as it comes, fed by its own handler. Its `partialRender` is quicker, and tears blocks apart. */
class DeepChatContender implements Contender {
  #chat: DeepChat | undefined;
  #signals: Signals | undefined;
  #written: Promise<void> | undefined;

  async mount(root: HTMLElement): Promise<void> {
    const chat = new DeepChat();
    chat.connect = {
      stream: true,
      handler: (_body, signals) => {
        signals.onOpen();
        this.#signals = signals;
      },
    };
    chat.style.height = '600px';
    chat.style.width = '800px';
    this.#chat = chat;
    const isRendered = new Promise<void>((resolve) => {
      chat.onComponentRender = () => resolve();
    });
    root.append(chat);
    await isRendered;
  }

  open(messages: readonly OldMessage[]): void {
    if (!this.#chat) return;
    this.#chat.history = messages.map(({ role, text }) => ({
      role: role === 'user' ? 'user' : 'ai',
      text,
    }));
  }

  async begin(): Promise<void> {
    this.#signals = undefined;
    this.#chat?.submitUserMessage({ text: 'Go on' });
    while (!this.#signals) await new Promise((resolve) => void setTimeout(resolve));
  }

  write(tokens: readonly string[]): void {
    this.#written = this.#signals?.onResponse({ text: tokens.join('') });
  }

  end(): void {
    // Closed before it has taken in the last piece, it would drop it.
    void this.#written?.then(() => this.#signals?.onClose());
  }

  unmount(): void {
    this.#chat?.remove();
  }
}

export const contender: Contender = new DeepChatContender();
