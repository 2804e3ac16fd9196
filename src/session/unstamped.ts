import type { StreamEvent } from '../events/index.js';

type Unstamped<E> = Omit<E, 'type' | 'seq' | 'at' | 'scope' | 'wire'>;

/** What a stream event says, without its kind and its stamp. */
export function unstamped<E extends StreamEvent>(event: E): Unstamped<E> {
  const { type: _t, seq: _s, at: _a, scope: _c, wire: _w, ...body } = event;
  return body;
}
