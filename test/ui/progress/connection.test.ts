import { expect, fixture, html } from '@open-wc/testing';
import { Session, type ConnectionStatus } from '../../../src/session/index.js';
import type { SseProgress } from '../../../src/ui/progress/progress.js';
import { createEventDialect, encode } from '../../support/event-dialect.js';
import { createFakeFetch, pushStream } from '../../support/fake-fetch.js';
import { bar, drawn, progress } from '../../support/open-progress.js';
import { createStateSession } from '../../support/state-session.js';

describe('A session of another one in <sse-progress>', () => {
  it('is left open when the element goes, and text of an answer draws nothing', async () => {
    const server = createFakeFetch();
    const stream = pushStream();
    server.answer(stream);
    const session = new Session({
      ...{ endpoint: '/work', dialect: createEventDialect(), fetch: server.fetch },
    });
    const element = await fixture<SseProgress>(
      html`<sse-progress .session=${session}></sse-progress>`,
    );
    void session.send('Work');
    await drawn();
    stream.push(encode(progress('export', { percentage: 1 })));
    await drawn();
    let updates = 0;
    element.addController({ hostUpdated: () => (updates += 1) });
    const before = updates;
    stream.push(encode({ type: 'text.delta', textId: 'a', mode: 'append', text: 'Hello' }));
    await drawn();
    expect(updates).to.equal(before);
    element.remove();
    await drawn();
    expect(stream.isLive).to.equal(true);
    session.close();
  });
});

describe('A connection that <sse-progress> sees break', () => {
  async function watch(): Promise<{
    readonly element: SseProgress;
    show(connection: ConnectionStatus, percentage: number): Promise<string | null>;
  }> {
    const element = await fixture<SseProgress>(html`<sse-progress></sse-progress>`);
    const { session, ...stand } = createStateSession();
    element.session = session;
    await drawn();
    return {
      element,
      async show(connection, percentage) {
        stand.take(progress('export', { percentage }));
        stand.show(connection);
        await drawn();
        return bar(element, 'Export').ariaValueText;
      },
    };
  }

  const live = { phase: 'live', resumed: false } as const;
  const broken = { phase: 'reconnecting', attempt: 1, at: 0 } as const;

  it('keeps the last state, marked until there is news', async () => {
    const { element, show } = await watch();
    expect(await show(live, 20)).to.equal('20 percent');
    expect(await show(broken, 20)).to.equal('20 percent, Connection lost');
    await expect(element).to.be.accessible();
    expect(await show(live, 20)).to.equal('20 percent, No news since the connection was lost');
    expect(await show(live, 30)).to.equal('30 percent');
  });

  it('takes the mark away when the server goes on where it was', async () => {
    const { show } = await watch();
    await show(live, 20);
    await show(broken, 20);
    expect(await show({ phase: 'live', resumed: true }, 20)).to.equal('20 percent');
  });

  it('does not take an outage that the stream has outlived for a loss', async () => {
    const { show } = await watch();
    await show(live, 20);
    expect(await show({ phase: 'offline', open: true }, 20)).to.equal('20 percent, Offline');
    expect(await show(live, 20)).to.equal('20 percent');
  });

  it('says that nothing has come for a while, as long as that is so', async () => {
    const { show } = await watch();
    expect(await show({ phase: 'stalled', since: 0 }, 20)).to.contain('Nothing has come');
    expect(await show(live, 20)).to.equal('20 percent');
  });
});
