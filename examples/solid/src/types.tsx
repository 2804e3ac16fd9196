// Never run: what the compiler must refuse.
import 'sse-elements/solid';

export const wrong = () => [
  // @ts-expect-error There is no such property.
  <sse-chat endpont="/message" />,
  // @ts-expect-error An address is a string.
  <sse-chat endpoint={5} />,
  // @ts-expect-error Attributes have types, too.
  <sse-chat max-retries={{}} />,
  // @ts-expect-error And what is set as a property.
  <sse-chat prop:maxRetries="many" />,
  // @ts-expect-error A method is not set.
  <sse-chat send={() => {}} />,
  // @ts-expect-error This DOM event has no such member.
  <sse-chat on:sse-send={(event) => event.nothing} />,
];

export const right = () => (
  <sse-source autoconnect session-id="a" headers={async () => ({ Authorization: 'Bearer x' })}>
    <sse-progress compact timeouts={{ planning: 5_000 }} />
    <sse-markdown on:sse-send={(event) => event.text.length} prop:text="*Hello*" />
  </sse-source>
);
