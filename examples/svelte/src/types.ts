// Never run: what the compiler must refuse.
import type { SvelteHTMLElements } from 'svelte/elements';
import 'sse-elements/svelte';

type Chat = SvelteHTMLElements['sse-chat'];

export const wrong: Chat[] = [
  // @ts-expect-error There is no such property.
  { endpont: '/message' },
  // @ts-expect-error An address is a string.
  { endpoint: 5 },
  // @ts-expect-error This DOM event has no such member.
  { 'onsse-send': (event) => event.nothing },
];
