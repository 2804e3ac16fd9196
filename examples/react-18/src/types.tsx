// Never run: what the compiler must refuse.
import { SseChat, SseProgress } from 'sse-elements/react-18';

export const wrong = [
  // @ts-expect-error There is no such property.
  <SseChat key={1} endpont="/message" />,
  // @ts-expect-error An address is a string.
  <SseChat key={2} endpoint={5} />,
  // @ts-expect-error This DOM event has no such member.
  <SseChat key={3} onSseSend={(event) => event.nothing} />,
];

export const right = <SseProgress compact timeouts={{ planning: 5_000 }} for="agent" />;
