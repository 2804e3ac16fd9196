import type { Decoder, Dialect, SendIntent } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';

/**
 * A dialect whose messages are stream events, so that a test says what comes without a detour. The
 * request holds what was asked for.
 */
export function createEventDialect(changes: Partial<Dialect> = {}): Dialect {
  return {
    name: 'plain',
    sessionIds: 'server',
    whenClosed: 'finish',
    detect: () => true,
    request: (intent, settings) => ({
      url: settings.endpoint,
      method: settings.method ?? 'POST',
      body: JSON.stringify({ ...asked(intent), session: settings.sessionId }),
    }),
    createDecoder: () => new EventDecoder(),
    answer: (decision, settings) => ({
      url: settings.checkpointEndpoint ?? '',
      method: 'POST',
      accept: 'json',
      body: JSON.stringify({ ...decision, session: settings.sessionId }),
    }),
    cancel: (operation, { cancelEndpoint: url }) =>
      url
        ? { url, method: 'POST', accept: 'json', body: JSON.stringify({ operation }) }
        : { type: 'trouble', fatal: true, sort: 'blocked', text: 'Nowhere to cancel.' },
    ...changes,
  };
}

/** The body of a message that means these stream events. */
export function encode(...bodies: readonly StreamEventBody[]): string {
  return bodies.map((body) => `data: ${JSON.stringify(body)}\n\n`).join('');
}

/** Some text of an answer. */
export function said(text: string): StreamEventBody {
  return { type: 'text.delta', textId: 'answer', mode: 'append', text };
}

/** A checkpoint that waits for a person. */
export const question: StreamEventBody = {
  type: 'checkpoint.open',
  checkpointId: 'c-1',
  ask: 'approve',
  canEdit: false,
  reply: { dialect: 'plain', send: 'post' },
};

/** The end of a run that went well. */
export const ok: StreamEventBody = { type: 'run.end', status: 'ok' };

class EventDecoder implements Decoder {
  readonly dialect = 'plain';

  decode({ data }: { readonly data: string }): readonly StreamEventBody[] {
    return [JSON.parse(data) as StreamEventBody];
  }

  decodeAnswer(json: string): readonly StreamEventBody[] {
    return JSON.parse(json) as readonly StreamEventBody[];
  }

  end(): readonly StreamEventBody[] {
    return [];
  }
}

function asked({ text, history }: SendIntent): object {
  return { text, history: history.map(({ role, content }) => `${role}: ${content}`) };
}
