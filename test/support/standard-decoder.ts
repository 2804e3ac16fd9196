/** What the HTML standard finds in a whole body. */
export interface StandardReading {
  readonly messages: readonly {
    readonly id: string;
    readonly event: string;
    readonly data: string;
  }[];
  /** Of the blocks that were complete. */
  readonly lastEventId: string;
  /** The reconnection time, if the server gave one. Not clamped. */
  readonly retry: number | undefined;
}

/**
 * The standard's own words as code, step by step and without a thought for speed: what ours is
 * compared with.
 *
 * @param lastEventId - The id in force before the body, as when a stream goes on.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function readByTheStandard(bytes: Uint8Array, lastEventId = ''): StandardReading {
  const messages: { id: string; event: string; data: string }[] = [];
  let [dataBuffer, typeBuffer, idBuffer] = ['', '', lastEventId];
  let lastId = lastEventId;
  let retry: number | undefined;

  const fields: Readonly<Record<string, (value: string) => void>> = {
    event: (value) => void (typeBuffer = value),
    data: (value) => void (dataBuffer += `${value}\n`),
    id: (value) => {
      if (!value.includes('\0')) idBuffer = value;
    },
    retry: (value) => {
      if (/^[0-9]+$/.test(value)) retry = Number(value);
    },
  };

  function dispatch(): void {
    lastId = idBuffer;
    if (dataBuffer !== '') {
      const event = typeBuffer === '' ? 'message' : typeBuffer;
      messages.push({ id: lastId, event, data: dataBuffer.slice(0, -1) });
    }
    [dataBuffer, typeBuffer] = ['', ''];
  }

  for (const line of wholeLines(new TextDecoder().decode(bytes))) {
    const colon = line.indexOf(':');
    if (line === '') dispatch();
    else if (colon !== 0) {
      const name = colon === -1 ? line : line.slice(0, colon);
      const value = colon === -1 ? '' : line.slice(colon + 1);
      if (Object.hasOwn(fields, name))
        fields[name]?.(value.startsWith(' ') ? value.slice(1) : value);
    }
  }
  return { messages, lastEventId: lastId, retry };
}

/** Lines that have an end. What follows the last one is part of a block that is never dispatched. */
function wholeLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/).slice(0, -1);
}
