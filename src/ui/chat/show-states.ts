import { isRunning, type SessionState } from '../../session/index.js';
import { countMessages } from './count-messages.js';

/** Phases of the connection that are states of the element, too. */
const phases = ['stalled', 'reconnecting', 'offline', 'paused'] as const;

/** Puts what styles of the page can ask for into the custom states of the chat. */
export function showStates({ states }: ElementInternals, state: SessionState | undefined): void {
  // Some browsers look through all of the tree for what a state styles, even if it is as it was.
  const set = (name: string, isOn: boolean): unknown =>
    states.has(name) !== isOn && states[isOn ? 'add' : 'delete'](name);
  set('running', state !== undefined && isRunning(state));
  set('empty', countMessages(state) === 0);
  for (const phase of phases) set(phase, state?.connection.phase === phase);
}
