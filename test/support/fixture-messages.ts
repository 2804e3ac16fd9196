import { createParser } from 'eventsource-parser';
import { loadFixture } from './fixtures.js';
import type { WireMessage } from './replaying-server.js';

/** The messages of a recorded stream, and what it answers. */
export async function fixtureMessages(
  dialect: string,
  name: string,
): Promise<{ readonly messages: readonly WireMessage[]; readonly sent: string }> {
  const { bytes, sent } = await loadFixture(dialect, name);
  const messages: WireMessage[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => messages.push({ data, ...(event !== undefined && { event }) }),
  });
  parser.feed(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  return { messages, sent };
}
