export { type Backend, type BackendOptions, createBackend } from './backend.js';
export type { Conversation, Suggestion } from './conversation.js';
export { conversations } from './conversations.js';
export {
  type Pace,
  type SteppedPace,
  createRealPace,
  createSteppedPace,
  instantPace,
} from './pace.js';
export type { Route } from './route.js';
export {
  type Cue,
  type Scenario,
  comment,
  cut,
  encode,
  message,
  raw,
  unnamed,
  wait,
} from './wire.js';
