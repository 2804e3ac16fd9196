import { expect } from 'chai';
import {
  ConnectionError,
  initialState,
  type ConnectionStatus,
  type SessionState,
} from '../../../src/session/index.js';
import { gapTrouble, cutTrouble } from '../../../src/session/connection-trouble.js';
import { ConnectionWatch } from '../../../src/ui/connection/connection-watch.js';
import { said } from '../../support/event-dialect.js';
import { reduceAll } from '../../support/stream-events.js';

const live = { phase: 'live', resumed: false } as const;
const lost = (at: number, error?: ConnectionError): ConnectionStatus => ({
  ...{ phase: 'reconnecting', attempt: 1, at },
  ...(error && { error }),
});

/** A watch with a clock that a test sets. */
function watching(start: SessionState = reduceAll([said('Hi')])) {
  const watch = new ConnectionWatch();
  let state = start;
  let now = 0;
  const view = (withEnd = false) => watch.view(state, now, withEnd);
  return {
    watch,
    view,
    /** The connection is in another phase. */
    to(connection: ConnectionStatus) {
      state = { ...state, connection };
      watch.heed(state, now);
    },
    /** The run is another one. */
    run(next: SessionState) {
      state = { ...next, connection: state.connection };
      watch.heed(state, now);
    },
    /** What is seen after so many milliseconds. */
    text(milliseconds = 0) {
      now += milliseconds;
      return view()?.text;
    },
    /** What is announced after so many milliseconds. */
    speak(milliseconds = 0) {
      now += milliseconds;
      const shown = view();
      return shown && watch.speak(shown, now)?.text;
    },
    next: () => watch.next(state, now),
  };
}

describe('ConnectionWatch', () => {
  it('shows nothing as long as all is well, and nothing of a blink', () => {
    const { next, text, to } = watching();
    to({ phase: 'connecting', attempt: 0 });
    expect(text(4_999)).to.equal(undefined);
    to(live);
    expect([text(3_600_000), next()]).to.deep.equal([undefined, undefined]);
    to(lost(3_605_500));
    expect(text(999)).to.equal(undefined);
    to(live);
    expect(text(1)).to.equal(undefined);
  });

  it('shows a loss after a second, across tries, and counts down', () => {
    const { next, text, to, view } = watching();
    to(live);
    to(lost(400));
    text(400);
    to({ phase: 'connecting', attempt: 1 });
    text(100);
    to(lost(4_000));
    expect([text(), next()]).to.deep.equal([undefined, 500]);
    expect(text(500)).to.equal('Connection lost, retrying in 3\u00a0s');
    expect(next()).to.equal(1_000);
    expect(text(1_000)).to.equal('Connection lost, retrying in 2\u00a0s');
    expect(view()).to.include({ button: 'Try now', isBusy: false });
    to({ phase: 'connecting', attempt: 2 });
    expect(view()).to.include({ text: 'Connection lost, retrying…', isBusy: true });
  });

  it('says for a moment that the connection is there again, if its loss was seen', () => {
    const { text, to } = watching();
    to(lost(5_000));
    text(1_000);
    to(live);
    expect(text(2_499)).to.equal('Connected again.');
    expect(text(1)).to.equal(undefined);
  });

  it('says why, where it is known', () => {
    const { text, to } = watching();
    const error = (retryAfter?: number): ConnectionError =>
      new ConnectionError('status', '', { status: 503, retryAfter });
    to(lost(11_000, error()));
    expect(text(1_000)).to.equal('No connection (503), retrying in 10\u00a0s');
    to({ phase: 'live', resumed: false });
    to(lost(11_000, error(10_000)));
    expect(text()).to.equal('The server asks to wait (503), retrying in 10\u00a0s');
  });

  const phases: readonly (readonly [ConnectionStatus, string, string | undefined])[] = [
    [{ phase: 'offline' }, 'You are offline.', 'Try now'],
    [{ phase: 'offline', open: true }, 'You are offline.', undefined],
    [{ phase: 'paused' }, 'Could not connect.', 'Reconnect'],
    [{ phase: 'stalled', since: 0 }, 'Nothing has come for a while. Still listening…', undefined],
  ];
  for (const [connection, text, button] of phases) {
    it(`says of ${JSON.stringify(connection)}: ${text}`, () => {
      const watched = watching();
      watched.to(connection);
      expect(watched.text(1_000)).to.equal(text);
      expect(watched.view()?.button).to.equal(button);
      expect(watched.next()).to.equal(2_000);
    });
  }

  it('known bug 43: shows within 5 s that there is no answer, as to a request the browser holds back', () => {
    const { text, to } = watching();
    to({ phase: 'connecting', attempt: 0 });
    expect(text(5_000)).to.equal('Waiting for the server to answer…');
  });

  it('shows nothing of what was stopped', () => {
    const { next, text, to } = watching();
    to(lost(60_000));
    text(5_000);
    to({ phase: 'idle' });
    expect([text(), next()]).to.deep.equal([undefined, undefined]);
  });

  it('keeps a gap until it is read or the run is over, and shows the next one', () => {
    const { run, text, to, watch } = watching(reduceAll([said('a'), gapTrouble]));
    to(live);
    expect(text(3_600_000)).to.equal('Something may be missing.');
    watch.readGaps();
    expect(text()).to.equal(undefined);
    run(reduceAll([said('a'), gapTrouble, said('b'), gapTrouble]));
    expect(text()).to.equal('Something may be missing.');
    run(reduceAll([said('a'), gapTrouble, { type: 'run.end', status: 'ok' }]));
    expect(text()).to.equal(undefined);
  });

  it('shows what ended a run only where it is asked to', () => {
    const { to, view } = watching(
      reduceAll([said('a'), cutTrouble, { type: 'run.end', status: 'cut' }]),
    );
    to({ phase: 'interrupted' });
    expect(view()).to.equal(undefined);
    expect(view(true)).to.deep.equal({ kind: 'over', text: cutTrouble.text, button: 'Retry' });
  });
});

describe('what ConnectionWatch announces', () => {
  it('is nothing of a loss of less than three seconds, nor that it is over', () => {
    const { speak, to } = watching();
    to(lost(60_000));
    expect(speak(2_999)).to.equal(undefined);
    to(live);
    expect(speak()).to.equal(undefined);
  });

  it('is a longer loss, once and without the seconds, and that it is over, once', () => {
    const { speak, to } = watching();
    to(lost(60_000));
    expect([speak(3_000), speak(1_000)]).to.deep.equal(['Connection lost, retrying.', undefined]);
    to({ phase: 'paused' });
    expect([speak(), speak()]).to.deep.equal(['Could not connect.', undefined]);
    to(live);
    expect([speak(), speak(1_000)]).to.deep.equal(['Connected again.', undefined]);
    to(lost(90_000));
    expect(speak(3_000)).to.equal('Connection lost, retrying.');
  });

  it('is a gap, at once and once', () => {
    const { speak, to } = watching(reduceAll([said('a'), gapTrouble]));
    to(live);
    expect([speak(), speak(5_000)]).to.deep.equal(['Something may be missing.', undefined]);
  });

  it('is not what ended a run: that is an alert', () => {
    const { watch } = watching();
    expect(watch.speak({ kind: 'over', text: 'Lost.' }, 0)).to.equal(undefined);
  });

  it('begins with nothing', () => {
    const { speak, to } = watching(initialState);
    to({ phase: 'idle' });
    expect(speak()).to.equal(undefined);
  });
});
