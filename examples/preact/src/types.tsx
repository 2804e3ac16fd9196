// Never run: what the compiler must refuse.
import 'sse-elements/preact';

export const wrong = [
  // @ts-expect-error There is no such property.
  <sse-chat key={1} endpont="/message" />,
  // @ts-expect-error An address is a string.
  <sse-chat key={2} endpoint={5} />,
  // @ts-expect-error Attributes have types, too.
  <sse-chat key={3} max-retries={{}} />,
  // @ts-expect-error A method is not set.
  <sse-chat key={4} send={() => {}} />,
  // @ts-expect-error This DOM event has no such member.
  <sse-chat key={5} onsse-send={(event) => event.nothing} />,
];

export const right = (
  <sse-source autoconnect session-id="a" headers={async () => ({ Authorization: 'Bearer x' })}>
    <sse-progress compact timeouts={{ planning: 5_000 }} />
    <sse-markdown onsse-send={(event) => event.text.length} text="*Hello*" />
  </sse-source>
);
