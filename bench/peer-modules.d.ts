// What is used of the peers. They are installed for the benchmark alone, so their own types are not there
// when the rest of the project is checked.

declare module 'deep-chat' {
  export interface Signals {
    onOpen(): void;
    onResponse(response: { text: string }): Promise<void>;
    onClose(): void;
  }
  export class DeepChat extends HTMLElement {
    connect: {
      stream: boolean;
      handler(body: unknown, signals: Signals): void;
    };
    history: { role: string; text: string }[];
    onComponentRender: () => void;
    submitUserMessage(message: { text: string }): void;
  }
}

declare module 'marked' {
  export const marked: { parse(markdown: string): string };
}

declare module 'react' {
  export type ReactNode = string | object | null | readonly ReactNode[];
  export function createElement(
    type: object,
    properties: Readonly<Record<string, unknown>>,
    ...children: readonly ReactNode[]
  ): ReactNode;
}

declare module 'react-dom/client' {
  import type { ReactNode } from 'react';
  export interface Root {
    render(node: ReactNode): void;
    unmount(): void;
  }
  export function createRoot(container: Element): Root;
}

declare module 'streamdown' {
  export const Streamdown: object;
}
