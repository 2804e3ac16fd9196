import { expect } from 'chai';
import type { StreamEventBody } from '../../../src/events/index.js';
import { initialState, reduce, type SessionState } from '../../../src/session/index.js';
import { Narrator, type Narration } from '../../../src/ui/chat/narrator.js';
import { strings } from '../../../src/ui/strings.js';
import { createQueue } from '../../support/announcement-log.js';
import { ok, question, said } from '../../support/event-dialect.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { begin, end } from '../../support/steps.js';

/** A narrator that hears of a state that the test leads. */
async function openNarrator(narration: Narration = 'auto', state: SessionState = initialState) {
  const clock = createFakeClock();
  const { queue, log } = createQueue(clock);
  const narrator = new Narrator(queue.announce, clock);
  let seq = 0;
  let now = state;
  const heed = (): void => narrator.heed(now, { narration, withThinking: true });
  queue.open();
  heed();
  await clock.advance(2_000);
  return {
    clock,
    state: () => now,
    /** Takes stream events, and gives what was said until so many milliseconds later. */
    async hear(bodies: readonly StreamEventBody[], milliseconds = 10_000) {
      const before = log.length;
      for (const body of bodies) {
        seq += 1;
        now = reduce(now, { ...body, seq, at: clock.now() });
        heed();
      }
      await clock.advance(milliseconds);
      return log.slice(before).map(({ text }) => text);
    },
    log,
  };
}

const failed: StreamEventBody = { type: 'run.end', status: 'failed' };
const trouble: StreamEventBody = {
  type: 'trouble',
  fatal: true,
  sort: 'error',
  code: 'x',
  text: 'No luck.',
};
const run: StreamEventBody = { type: 'run.start' };

describe('Narrator', () => {
  it('[8] says that the agent works within a second, once in a run', async () => {
    const { hear } = await openNarrator();
    expect(await hear([run], 1_000)).to.deep.equal(['The agent is working.']);
    expect(await hear([begin('plan'), begin('look')])).to.not.include('The agent is working.');
  });

  it('[7] reads a short answer, and gives the words of a long one', async () => {
    const short = await (await openNarrator()).hear([run, said('Yes, it is.'), ok]);
    expect(short.at(-1)).to.equal('Yes, it is. Answer complete.');
    const long = await (await openNarrator()).hear([run, said('word '.repeat(101)), ok]);
    expect(long.at(-1)).to.equal('Answer complete, 101 words.');
  });

  it('[7] reads nothing of an answer where the page wants it brief, and all where it wants it in full', async () => {
    const brief = await openNarrator('brief');
    expect(await brief.hear([run, said('Yes.'), ok])).to.deep.equal(['Answer complete, 1 word.']);
    const full = await openNarrator('full');
    const texts = await full.hear([run, said('One two three. '.repeat(60)), ok], 30_000);
    expect(texts.join(' ').match(/One two three\./g)).to.have.length(60);
    const off = await openNarrator('off');
    expect(await off.hear([run, said('Yes.'), ok])).to.deep.equal([]);
  });

  it('[6] says each word of an answer once, in full, while it comes', async () => {
    const { hear, log } = await openNarrator('full');
    await hear([run], 1_000);
    const words = Array.from({ length: 298 }, (_, index) => `w${index}${index % 9 ? '' : '.'} `);
    for (const word of words) await hear([said(word)], 10);
    await hear([ok]);
    const spoken = log
      .slice(1)
      .map(({ text }) => text)
      .join(' ');
    expect(spoken.replace(/ Answer complete\.$/, '')).to.equal(words.join('').trim());
  });

  it('[9] says how a run ends once, and an error at once', async () => {
    const { hear, log } = await openNarrator();
    await hear([run]);
    expect(await hear([trouble, failed])).to.deep.equal(['No luck.']);
    expect(log.at(-1)?.urgency).to.equal('assertive');
    const other = await openNarrator();
    const stopped = await other.hear([run, { type: 'run.end', status: 'cancelled' }]);
    expect(stopped).to.deep.equal(['Stopped.']);
  });

  it('[9] says at once that a decision is asked for, by its title', async () => {
    const { hear, log } = await openNarrator();
    await hear([run]);
    const asked = { ...question, title: 'Send the mail?' } as StreamEventBody;
    expect(await hear([asked])).to.deep.equal(['A decision waits for you: Send the mail?']);
    expect(log.at(-1)?.urgency).to.equal('assertive');
  });

  it('[15] says that the agent thinks and for how long, not what', async () => {
    const { hear } = await openNarrator();
    await hear([run]);
    const reasoning: StreamEventBody = {
      ...{ type: 'text.start', textId: 'why', lane: 'reasoning' },
      ...{ messageId: 'm', role: 'assistant' },
    };
    const thought = { ...said('A secret.'), textId: 'why' };
    expect(await hear([reasoning, thought], 12_000)).to.deep.equal(['Thinking.']);
    expect(await hear([said('So.'), ok])).to.deep.equal([
      'Thought for 12 seconds. So. Answer complete.',
    ]);
  });

  it('[7] names steps, tells which failed, and counts those that come too fast', async () => {
    const { hear } = await openNarrator();
    await hear([run]);
    expect(await hear([begin('plan'), end('plan')])).to.deep.equal(['Thinking. Step: plan.']);
    expect(await hear([begin('look'), end('look', { status: 'failed' })])).to.deep.equal([
      'look failed.',
    ]);
    const many = Array.from({ length: 9 }, (_, index) => begin(`s${index}`));
    expect(await hear(many)).to.deep.equal(['6 more steps. Step: s6. Step: s7. Step: s8.']);
  });

  it('[17] gives of a history that is loaded only the number of messages', async () => {
    const { hear } = await openNarrator();
    const messages = [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi' },
      { role: 'user', content: 'How are you?' },
      { role: 'assistant', content: 'Well.' },
    ] as const;
    expect(await hear([{ type: 'history', mode: 'replace', messages }])).to.deep.equal([
      '4 messages loaded.',
    ]);
  });

  it('[17] gives of a conversation that was there before only the number of messages', async () => {
    const first = await openNarrator();
    await first.hear([run, said('Yes.'), ok]);
    const { log } = await openNarrator('auto', first.state());
    expect(log.map(({ text }) => text)).to.deep.equal(['1 message loaded.']);
  });

  it('[50] says the sentences of the page in place of its own', async () => {
    const before = { ...strings };
    Object.assign(strings, { working: 'Der Agent arbeitet.', done: 'Fertig.' });
    const { hear } = await openNarrator();
    const texts = [...(await hear([run])), ...(await hear([ok]))];
    Object.assign(strings, before);
    expect(texts).to.deep.equal(['Der Agent arbeitet.', 'Fertig.']);
  });
});
