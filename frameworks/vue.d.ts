// Types for Vue 3. `import 'sse-elements/vue'` registers the elements and types them in templates.
import type { HTMLAttributes, ReservedProps } from 'vue';
import type { EventName, Pascal, Properties, SseElements } from './elements.js';

type SseGlobalComponents = {
  [Tag in keyof SseElements]: new () => {
    $props: Omit<HTMLAttributes, keyof Properties<SseElements[Tag]>> &
      ReservedProps &
      Properties<SseElements[Tag]> &
      VueListeners;
  };
};

/** `@sse-send` in a template is `onSseSend` to the compiler. */
type VueListeners = {
  [K in EventName as `on${Pascal<K>}`]?: ((event: HTMLElementEventMap[K]) => unknown) | undefined;
};

declare module 'vue' {
  interface GlobalComponents extends SseGlobalComponents {}
}
