// Types for Svelte 5. `import 'sse-elements/svelte'` registers the elements and types them in templates.
import type { HTMLAttributes } from 'svelte/elements';
import type { Attributes, Listeners, Properties, SseElements } from './elements.js';

type SseSvelteElements = {
  [Tag in keyof SseElements]: Omit<
    HTMLAttributes<SseElements[Tag]>,
    keyof Properties<SseElements[Tag]>
  > &
    Attributes<SseElements[Tag]> &
    Properties<SseElements[Tag]> &
    Listeners<'on', SseElements[Tag]>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends SseSvelteElements {}
}
