/** One message of an old conversation. */
export interface OldMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What is compared: something that shows a conversation in which an answer grows. Lives in the page. */
export interface Contender {
  /** Puts it on the page, in a box of its own. Resolves when it is there. */
  mount(root: HTMLElement): Promise<void> | void;
  /** Shows an old conversation. Resolves when it was given, not when it is drawn. */
  open(messages: readonly OldMessage[]): Promise<void> | void;
  /** Told before it is measured what will be written, in which pieces: what is a server's work can be done now. */
  prepare?(pieces: readonly (readonly string[])[]): void;
  /** Begins an answer. */
  begin(): Promise<void> | void;
  /** What has come since the last frame, token by token. */
  write(tokens: readonly string[]): void;
  /** The answer is complete. */
  end(): void;
  /** Takes it off the page again. */
  unmount(): void;
}
