export * from './session/index.js';
export {
  StreamController,
  type SessionHost,
  type StreamControllerOptions,
} from './stream-controller/index.js';
export { defineElements } from './ui/define-elements.js';
export * from './ui/events.js';
export type { Question, RiskPolicy } from './ui/question.js';
export { SseChat } from './ui/chat/chat.js';
export { SseCheckpoint } from './ui/checkpoint/checkpoint.js';
export { SseMarkdown } from './ui/markdown/markdown.js';
export { SseProgress } from './ui/progress/progress.js';
export { SseSource } from './ui/source/source.js';
export { SseThinking } from './ui/thinking/thinking.js';
