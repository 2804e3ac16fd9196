// Types for Solid. `import 'sse-elements/solid'` registers the elements and types them in JSX.
import type { JSX } from 'solid-js';
import type { Attributes, Listeners, Properties, SseElements } from './elements.js';

type SseIntrinsicElements = {
  [Tag in keyof SseElements]: Omit<
    JSX.HTMLAttributes<SseElements[Tag]>,
    keyof Properties<SseElements[Tag]>
  > &
    Attributes<SseElements[Tag]> &
    Properties<SseElements[Tag]> &
    // Solid sets what begins with `prop:` as a property, and listens natively to what begins with `on:`.
    Prefixed<'prop:', Properties<SseElements[Tag]>> &
    Listeners<'on:', SseElements[Tag]>;
};

type Prefixed<Prefix extends string, Members> = {
  [K in keyof Members & string as `${Prefix}${K}`]?: Members[K];
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends SseIntrinsicElements {}
  }
}
