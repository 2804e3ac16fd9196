import { expect } from 'chai';
import { Store } from '../../src/session/store.js';
import type { SessionNotice } from '../../src/session/index.js';
import { said } from '../support/event-dialect.js';
import { reportedDuring } from '../support/reported-errors.js';
import { noon } from '../support/stream-events.js';

function createStore(): Store {
  return new Store(
    () => noon,
    (event) => event,
  );
}

describe('Store', () => {
  it('numbers what it takes, and stamps its time and its message', () => {
    const store = createStore();
    const heard: SessionNotice[] = [];
    store.subscribe((notice) => heard.push(notice));
    store.take(said('a'));
    store.take(said('b'), { id: '7', event: 'message', data: '' });
    const wire = { id: '7', event: 'message' };
    expect(heard.filter(({ type }) => type === 'received')).to.deep.equal([
      { type: 'received', event: { ...said('a'), seq: 1, at: noon } },
      { type: 'received', event: { ...said('b'), seq: 2, at: noon, wire } },
    ]);
  });

  it('tells of a change before the event that made it, and of no change not at all', () => {
    const store = createStore();
    const heard: string[] = [];
    store.subscribe(({ type }) => heard.push(type));
    store.take(said('a'));
    store.take({ type: 'alive', from: 'ping' });
    store.change((state) => state);
    expect(heard).to.deep.equal(['changed', 'received', 'received']);
  });

  it('diagnoses trouble that is not fatal, whether it came or was found out', () => {
    const store = createStore();
    const heard: SessionNotice[] = [];
    store.subscribe((notice) => heard.push(notice));
    const trouble = { type: 'trouble', sort: 'parse', text: 'Unreadable.' } as const;
    store.take({ ...trouble, fatal: false });
    store.take({ ...trouble, fatal: true });
    store.take({ type: 'state', mode: 'patch', value: [{ op: 'explode' }] });
    expect(heard.filter(({ type }) => type === 'diagnosed')).to.deep.equal([
      { type: 'diagnosed', severity: 'warning', code: 'parse', message: 'Unreadable.' },
      {
        type: 'diagnosed',
        severity: 'warning',
        code: 'patch',
        message:
          'The state change could not be applied. Operation 0: expected a JSON pointer, got nothing',
      },
    ]);
  });

  it('tells of an event once, though it is reduced again after an older state', () => {
    const store = createStore();
    const told: string[] = [];
    store.subscribe(({ type }) => type === 'received' && told.push(type));
    store.take(said('a'));
    const { seq, state } = store;
    store.replay({ ...said('b'), seq: 2, at: noon }, 2);
    store.adopt(state, seq, true);
    store.replay({ ...said('b'), seq: 2, at: noon }, 2);
    expect(told).to.have.length(2);
    store.adopt(state, seq, false);
    store.replay({ ...said('b'), seq: 2, at: noon }, 2);
    expect([told.length, store.seq]).to.deep.equal([3, 2]);
  });

  it('known bug 33: keeps a subscription when another one of the same function ends twice', () => {
    const store = createStore();
    let calls = 0;
    const listener = (): void => void (calls += 1);
    const undo = store.subscribe(listener);
    store.subscribe(listener);
    undo();
    undo();
    store.notify({ type: 'changed' });
    expect(calls).to.equal(1);
  });

  it('tells the others when a listener throws, and the page of the error', () => {
    const store = createStore();
    const mistake = new Error('mine');
    const heard: string[] = [];
    store.subscribe(() => {
      throw mistake;
    });
    store.subscribe(({ type }) => heard.push(type));
    const reported = reportedDuring(() => store.take(said('a')));
    expect(heard).to.deep.equal(['changed', 'received']);
    expect(reported).to.deep.equal([mistake, mistake]);
  });

  it('tells everybody in the same order, whatever a listener causes meanwhile', () => {
    const store = createStore();
    const [first, second]: string[][] = [[], []];
    store.subscribe((notice) => {
      first?.push(notice.type);
      if (notice.type === 'changed') store.notify({ type: 'opened', status: 200, resumed: false });
    });
    store.subscribe(({ type }) => second?.push(type));
    store.take(said('a'));
    expect(first).to.deep.equal(['changed', 'opened', 'received']);
    expect(second).to.deep.equal(first);
  });

  it('does not tell a listener that was let go of by an earlier one', () => {
    const store = createStore();
    const heard: string[] = [];
    store.subscribe(() => undo());
    const undo = store.subscribe(({ type }) => heard.push(type));
    store.notify({ type: 'changed' });
    expect(heard).to.deep.equal([]);
  });

  it('tells nobody anything once it is closed', () => {
    const store = createStore();
    const heard: string[] = [];
    store.subscribe(({ type }) => heard.push(type));
    store.close();
    store.subscribe(({ type }) => heard.push(type));
    store.take(said('a'));
    expect(heard).to.deep.equal([]);
  });
});
