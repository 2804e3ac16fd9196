// What every framework's types are made of. Nothing here is written twice: names, types and
// descriptions are those of the element classes.
import type { LitElement } from 'lit';
import type {
  SseChat,
  SseCheckpoint,
  SseMarkdown,
  SseProgress,
  SseSource,
  SseThinking,
} from 'sse-elements';

/** The elements by their tags. */
export interface SseElements {
  'sse-chat': SseChat;
  'sse-checkpoint': SseCheckpoint;
  'sse-markdown': SseMarkdown;
  'sse-progress': SseProgress;
  'sse-source': SseSource;
  'sse-thinking': SseThinking;
}

/** What a page can set on an element: its own properties, without methods and what others derive. */
export type Properties<E> = {
  [K in PropertyName<E>]?: E[K] | undefined;
};

/** The attributes with another name than their property: `session-id` for `sessionId`. Objects are JSON. */
export type Attributes<E> = {
  [K in PropertyName<E> as Kebab<K> extends K ? never : Kebab<K>]?:
    | AttributeValue<E[K]>
    | undefined;
};

/** The names of the DOM events, `sse-…`. */
export type EventName = Extract<keyof HTMLElementEventMap, `sse-${string}`>;

/** A listener for each DOM event, under its name with something before it: `on` gives `onsse-send`. */
export type Listeners<Prefix extends string, E> = {
  [K in EventName as `${Prefix}${K}`]?:
    | ((event: HTMLElementEventMap[K] & { readonly currentTarget: E }) => unknown)
    | undefined;
};

type PropertyName<E> = Exclude<
  {
    [K in keyof E]: E[K] extends (...args: never[]) => unknown ? never : K;
  }[keyof E],
  keyof LitElement | 'givenSession' | 'sessionSettings' | symbol | number
>;

type AttributeValue<T> =
  | (T extends boolean ? boolean | '' : never)
  | (T extends number ? number | string : never)
  | (T extends string ? T : never)
  | (T extends object ? string : never);

/** `maxRetries` as `max-retries`. */
export type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? Rest extends Uncapitalize<Rest>
    ? `${Lowercase<First>}${Kebab<Rest>}`
    : `${Lowercase<First>}-${Kebab<Rest>}`
  : Name;

/** `sse-send` as `SseSend`. */
export type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;
