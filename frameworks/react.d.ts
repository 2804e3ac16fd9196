// Types for React 19. `import 'sse-elements/react'` registers the elements and types them in JSX.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Attributes, Listeners, Properties, SseElements } from './elements.js';

type SseIntrinsicElements = {
  [Tag in keyof SseElements]: Omit<
    DetailedHTMLProps<HTMLAttributes<SseElements[Tag]>, SseElements[Tag]>,
    keyof Properties<SseElements[Tag]>
  > &
    Attributes<SseElements[Tag]> &
    Properties<SseElements[Tag]> &
    Listeners<'on', SseElements[Tag]>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends SseIntrinsicElements {}
  }
}
