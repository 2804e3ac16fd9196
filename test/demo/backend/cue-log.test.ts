import { expect } from 'chai';
import { createCueLog } from '../../../demo/backend/cue-log.js';
import { type Scenario, comment, cut, raw } from '../../../demo/backend/wire.js';

const { signal } = new AbortController();

/** What a reader gets until it ends. */
async function collect(scenario: Scenario): Promise<readonly string[]> {
  const words: string[] = [];
  for await (const cue of scenario) words.push(cue.kind === 'message' ? cue.data : cue.kind);
  return words;
}

describe('createCueLog', () => {
  it('gives every reader everything, whatever the other ones read', async () => {
    const log = createCueLog();
    log.write(raw('one'));
    const readers = [collect(log.read(0, signal)), collect(log.read(0, signal))];
    log.write(raw('two'));
    log.close();
    expect(await Promise.all(readers)).to.deep.equal([
      ['one', 'two'],
      ['one', 'two'],
    ]);
  });

  it('reads on from a position', async () => {
    const log = createCueLog();
    for (const word of ['one', 'two', 'three']) log.write(raw(word));
    log.close();
    expect(await collect(log.read(1, signal))).to.deep.equal(['two', 'three']);
    expect(await collect(log.read(3, signal))).to.deep.equal([]);
  });

  it('repeats messages to a reader that comes later, and neither drops nor comments', async () => {
    const log = createCueLog();
    for (const cue of [raw('one'), cut(), comment('alive'), raw('two')]) log.write(cue);
    const late = collect(log.read(0, signal));
    log.write(cut());
    log.close();
    expect(await late).to.deep.equal(['one', 'two', 'cut']);
  });

  it('counts as late what was written after the reader asked, even if it reads later', async () => {
    const log = createCueLog();
    const scenario = log.read(0, signal);
    log.write(cut());
    log.close();
    expect(await collect(scenario)).to.deep.equal(['cut']);
  });

  it('throws the error that it was closed with, after everything was read', async () => {
    const log = createCueLog();
    log.write(raw('one'));
    log.close(new Error('broken'));
    log.close();
    const scenario = log.read(0, signal);
    expect((await scenario.next()).value).to.deep.equal(raw('one'));
    const error = await scenario.next().catch((reason: unknown) => reason);
    expect(error).to.have.property('message', 'broken');
  });

  it('takes nothing more once it is closed', () => {
    const log = createCueLog();
    log.close();
    log.write(raw('late'));
    expect(log.cues).to.deep.equal([]);
    expect(log.isClosed).to.equal(true);
  });

  it('lets go of a reader that waits when its signal aborts', async () => {
    const controller = new AbortController();
    const waiting = collect(createCueLog().read(0, controller.signal));
    controller.abort('gone');
    expect(await waiting.catch((reason: unknown) => reason)).to.equal('gone');
  });
});
