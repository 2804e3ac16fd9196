export type { AttemptReason, HeadersSource } from './attempt-headers.js';
export { systemClock, type Clock } from './clock.js';
export { connect } from './connect.js';
export type { ConnectOptions } from './connect-options.js';
export {
  ConnectionError,
  type ConnectionErrorFacts,
  type ConnectionErrorKind,
} from './connection-error.js';
export type { ConnectionStatus } from './connection-status.js';
export type { StreamRequest } from './http-request.js';
export { defaultLimits, problemOfLimits, resolveLimits, type Limits } from './limits.js';
export {
  createMessageDecoder,
  type LeftoverPolicy,
  type MessageDecoder,
  type MessageDecoderOptions,
} from './message-decoder.js';
export type { MessageSource, OpenedEventStream, ReadMessages } from './message-stream.js';
export { systemNetwork, type NetworkWatch } from './network-watch.js';
export {
  openStream,
  type OpenedJson,
  type OpenedStream,
  type OpenStreamOptions,
} from './open-stream.js';
export { systemPage, type PageState, type PageWatch } from './page-watch.js';
export { parseRetryAfter } from './retry-after.js';
export { RetryBell } from './retry-bell.js';
export {
  decideRetry,
  defaultRetryPolicy,
  type RetryDecision,
  type RetryInput,
  type RetryPolicy,
} from './retry-policy.js';
export type { SseMessage } from './sse-message.js';
export type { StreamItem } from './stream-item.js';
