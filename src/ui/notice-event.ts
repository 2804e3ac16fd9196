import type { SessionNotice } from '../session/index.js';
import {
  SseConnectionChangedEvent,
  SseDecidedEvent,
  SseDiagnosedEvent,
  SseFailedEvent,
  SseFinishedEvent,
  SseInterruptedEvent,
  SseOpenedEvent,
  SseReceivedEvent,
} from './events.js';

/** The DOM event that tells a page of a session's notice; a mere change of state has none. */
export function noticeEvent(notice: SessionNotice): Event | undefined {
  switch (notice.type) {
    case 'changed':
      return undefined;
    case 'connection-changed':
      return new SseConnectionChangedEvent(notice.connection);
    case 'opened':
      return new SseOpenedEvent(notice.status, notice.resumed);
    case 'received':
      return new SseReceivedEvent(notice.event);
    case 'finished':
      return new SseFinishedEvent(notice.run);
    case 'failed':
      return new SseFailedEvent(notice.trouble, notice.run);
    case 'interrupted':
      return new SseInterruptedEvent(notice.run);
    case 'decided':
      return new SseDecidedEvent(notice.checkpointId, notice.choice, notice.outcome);
    case 'diagnosed':
      return new SseDiagnosedEvent(notice.severity, notice.code, notice.message);
    default:
      return notice satisfies never;
  }
}
