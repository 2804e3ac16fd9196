import { expect } from 'chai';
import { conversations, createSteppedPace } from '../../../demo/backend/index.js';
import { createInstantBackend, settle } from '../../support/backend-client.js';
import { feedRequest, listen, say, think } from '../../support/thinking-client.js';

const triage = 'Why did the payment service slow down last night?';

describe('thinking-feed: trouble', () => {
  for (const { id, prompt } of conversations['thinking-feed']) {
    it(`answers “${prompt}”`, async () => {
      const backend = createInstantBackend();
      const feed = await listen(backend);
      const response = await say(backend, prompt);
      expect(response.status).to.equal(id === 'fails' ? 500 : 200);
      if (id === 'silent') await feed.leave();
      else expect(await feed.readAll()).to.equal(id === 'limit' ? 'cut' : 'ended');
    });
  }

  it('refuses the next feed with 500 after it was taken down, and answers all the same', async () => {
    const backend = createInstantBackend();
    await say(backend, 'Take the thinking feed down for one message');
    expect((await backend.fetch(feedRequest())).status).to.equal(500);
    expect((await say(backend, triage)).status).to.equal(200);
    expect((await think(backend, triage)).lines).to.have.length(9);
  });

  it('holds the headers of the next feed back until its client leaves, and answers', async () => {
    const backend = createInstantBackend();
    await say(backend, 'Hold the thinking feed back for one message');
    const controller = new AbortController();
    let isOpen = false;
    const held = backend.fetch(feedRequest('c1', '', controller.signal));
    const left = held.then(() => (isOpen = true)).catch((reason: unknown) => reason);
    expect((await say(backend, triage)).status).to.equal(200);
    expect(isOpen).to.equal(false);
    controller.abort();
    expect(await left).to.have.property('name', 'AbortError');
    expect((await think(backend, triage)).lines).to.have.length(9);
  });

  it('breaks a feed by its address as well', async () => {
    const backend = createInstantBackend();
    expect((await backend.fetch(feedRequest('c1', '?feed=unavailable'))).status).to.equal(500);
    const controller = new AbortController();
    const held = backend.fetch(feedRequest('c1', '?feed=held', controller.signal));
    controller.abort();
    const reason = await held.catch((error: unknown) => error);
    expect(reason).to.have.property('name', 'AbortError');
  });

  it('keeps a feed silent and open when another worker does the work', async () => {
    const backend = createInstantBackend();
    const feed = await listen(backend);
    await feed.readUntil('connected');
    expect((await say(backend, 'Ask the other worker')).status).to.equal(200);
    void feed.read();
    for (let turns = 0; turns < 10; turns += 1) await settle();
    expect(feed.text).to.equal(': connected\n\n');
    expect(backend.running).to.equal(1);
    await feed.leave();
  });

  it('sends all lines at once behind a buffering proxy', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const feed = await listen(backend);
    const answer = say(backend, 'Think behind a buffering proxy');
    await pace.paused();
    expect(pace.pending).to.deep.equal([4200]);
    pace.step();
    expect((await answer).status).to.equal(200);
    expect(await feed.readAll()).to.equal('ended');
    expect(feed.messages).to.have.length(8);
  });

  it('cuts the feed after 30 seconds and answers later; a feed opened again hears the rest', async () => {
    const pace = createSteppedPace();
    const backend = createInstantBackend({ pace });
    const feed = await listen(backend);
    const end = feed.readAll();
    const answer = say(backend, 'Look through the logs of the whole week');
    let seconds = 0;
    for (let day = 0; day < 5; day += 1) {
      await pace.paused();
      seconds += (pace.pending[0] ?? 0) / 1000;
      pace.step();
      await settle();
    }
    expect(await end).to.equal('cut');
    expect(seconds).to.equal(30);
    const again = await listen(backend);
    pace.step();
    expect((await answer).status).to.equal(200);
    expect(await again.readAll()).to.equal('ended');
    expect(again.messages.map(({ data }) => data)).to.deep.equal(['[Logs] agent finished']);
  });

  it('fails the POST with 500 and a reason while its feed works and ends', async () => {
    const { response, end, lines } = await think(
      createInstantBackend(),
      'Close all open incidents',
    );
    expect(response.status).to.equal(500);
    expect(await response.json())
      .to.have.property('detail')
      .that.includes('close_incidents');
    expect(end).to.equal('ended');
    expect(lines)
      .to.include('Calling close_incidents...')
      .and.not.include('[Triage] agent finished');
  });

  it('leaves tools open, fails them, and says lines that are neither', async () => {
    const backend = createInstantBackend();
    const hanging = await think(backend, 'Restart the build that hangs');
    expect(hanging.lines).not.to.include('restart_build finished');
    const failing = await think(backend, 'Who is on call this weekend?');
    expect(failing.lines).to.include('get_schedule failed: 503 Service Unavailable');
    const odd = await think(backend, 'Think aloud');
    expect(odd.lines).to.include('A thought\nin two lines').and.include('');
    expect(odd.lines).to.include('   indented, with spaces at the end   ');
  });
});
