import { findDialect } from '../dialects/index.js';
import type { SessionEnvironment } from './requests.js';
import { Session } from './session.js';
import type { SessionSettings } from './settings.js';

/** A session that knows every dialect by name. With one dialect alone, use `Session` itself. */
export function createSession(
  settings: SessionSettings = {},
  environment: SessionEnvironment = {},
): Session {
  return new Session(settings, { findDialect, ...environment });
}
