// Components for React 18. They register the elements.
import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { EventName, Pascal, Properties, SseElements } from './elements.js';

type Component<E> = ForwardRefExoticComponent<
  Omit<HTMLAttributes<E>, keyof Properties<E>> &
    Properties<E> &
    ReactListeners<E> &
    RefAttributes<E>
>;

/** `sse-send` is heard with `onSseSend`. */
type ReactListeners<E> = {
  [K in EventName as `on${Pascal<K>}`]?:
    | ((event: HTMLElementEventMap[K] & { readonly currentTarget: E }) => unknown)
    | undefined;
};

export declare const SseChat: Component<SseElements['sse-chat']>;
export declare const SseCheckpoint: Component<SseElements['sse-checkpoint']>;
export declare const SseMarkdown: Component<SseElements['sse-markdown']>;
export declare const SseProgress: Component<SseElements['sse-progress']>;
export declare const SseSource: Component<SseElements['sse-source']>;
export declare const SseThinking: Component<SseElements['sse-thinking']>;
