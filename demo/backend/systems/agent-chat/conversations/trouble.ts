import type { Conversation } from '../../../conversation.js';
import { typeText } from '../../../typing.js';
import { cut, message, raw, wait } from '../../../wire.js';
import { type Turn, agent, answer, completed, delta, toolCall, useTool } from '../turn.js';

/** Conversations in which something goes wrong. */
export const troubleConversations: readonly Conversation<Turn>[] = [
  {
    id: 'tool-error',
    title: 'A tool that fails',
    prompt: 'Book a table for four at Nonna Rosa',
    note: 'The tool gives back an error; the agent finds another way.',
    matches: /\btable for|nonna|\bbook a/i,
    async *play(turn) {
      const table = { restaurant: 'Nonna Rosa', guests: 4, time: '19:30' };
      yield agent('Concierge');
      yield* useTool('book_table', table, 1900, {
        error: 'no_table',
        message: 'Fully booked until 21:00',
        retryable: false,
      });
      yield* useTool('book_table', { ...table, time: '21:00' }, 1200, {
        status: 'confirmed',
        reference: 'NR-2100-4',
      });
      yield* answer(
        turn,
        'Half past seven was gone. I took **nine o’clock**, reference `NR-2100-4`.',
      );
    },
  },
  {
    id: 'fails',
    title: 'A run that fails',
    prompt: 'Import my contacts',
    note: 'Text, a tool, then `error`: what was said stays, with Retry.',
    matches: /import|contacts/i,
    async *play(turn) {
      yield agent('Importer');
      yield* typeText(`${turn.lead}I am importing your contacts. 212 of 540 are done, and`, delta);
      yield toolCall('import_contacts', { from: 'address-book.vcf', batch: 3 });
      yield wait(1500);
      yield message('error', {
        status: 'error',
        message: 'The address book stopped answering (503) after 212 of 540 contacts',
      });
    },
  },
  {
    id: 'dropped',
    title: 'A connection that drops',
    prompt: 'Summarise the incident report',
    note: 'Cut in the middle of a word. With an Idempotency-Key the same run goes on.',
    matches: /incident|summari[sz]e|\bdrop/i,
    async *play(turn) {
      const text = `${turn.lead}On Tuesday at 03:12 the primary database ran out of disk space.`;
      yield agent('Reporter');
      yield* typeText(text, delta);
      yield cut();
      // Only a repeated request with the key of the first comes here.
      const rest = ' A replica took over after 41 seconds, and **no data was lost**.';
      yield* typeText(rest, delta);
      yield completed(text + rest);
    },
  },
  {
    id: 'unfinished',
    title: 'A stream without an end',
    prompt: 'Start a sentence and leave it',
    note: 'The stream closes without `completed`: interrupted, not finished.',
    matches: /leave it|unfinished/i,
    async *play(turn) {
      yield agent('Poet');
      yield* typeText(`${turn.lead}Once upon a time there was a server that`, delta);
    },
  },
  {
    id: 'unreadable',
    title: 'A message that cannot be read',
    prompt: 'Say hello with an unreadable message',
    note: 'One message is not JSON. The answer goes on, with a mark.',
    matches: /unreadable|garbage/i,
    async *play(turn) {
      yield wait(200);
      yield delta(`${turn.lead}Hello `);
      yield wait(300);
      yield raw('this line is not JSON', 'message_delta');
      yield wait(300);
      yield delta('world');
      yield wait(200);
      yield completed(`${turn.lead}Hello world`);
    },
  },
  {
    id: 'quota',
    title: 'The quota is used up',
    prompt: 'Use up my quota',
    note: 'Refused for 20 seconds, with a countdown; then the same words are answered.',
    matches: /quota|rate.?limit/i,
    async *play(turn) {
      if (turn.account.takeReturn()) {
        yield* answer(turn, 'Your quota is back: you may ask again.');
        return;
      }
      yield message('rate_limit_exceeded', turn.account.useUp(20_000));
    },
  },
];
