import { expect } from '@open-wc/testing';
import { initialState } from '../../../src/session/index.js';
import { showStates } from '../../../src/ui/chat/show-states.js';

/** Custom states that note what is done to them. */
class NotedStates extends Set<string> {
  readonly done: string[] = [];

  override add(name: string): this {
    this.done?.push(`+${name}`);
    return super.add(name);
  }

  override delete(name: string): boolean {
    this.done.push(`-${name}`);
    return super.delete(name);
  }
}

describe('the states of a chat', () => {
  it('are touched only when they change', () => {
    const states = new NotedStates();
    const internals = { states } as unknown as ElementInternals;
    showStates(internals, initialState);
    showStates(internals, initialState);
    showStates(internals, { ...initialState, connection: { phase: 'paused' } });
    expect(states.done).to.deep.equal(['+empty', '+paused']);
  });
});
