// Types for Preact. `import 'sse-elements/preact'` registers the elements and types them in JSX.
import type { HTMLAttributes } from 'preact';
import type { Attributes, Listeners, Properties, SseElements } from './elements.js';

type SseIntrinsicElements = {
  [Tag in keyof SseElements]: Omit<
    HTMLAttributes<SseElements[Tag]>,
    keyof Properties<SseElements[Tag]>
  > &
    Attributes<SseElements[Tag]> &
    Properties<SseElements[Tag]> &
    Listeners<'on', SseElements[Tag]>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends SseIntrinsicElements {}
  }
}
