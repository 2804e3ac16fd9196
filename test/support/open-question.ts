import { fixture, html } from '@open-wc/testing';
import type { StreamEventBody } from '../../src/events/index.js';
import { Session } from '../../src/session/index.js';
import type { SseCheckpoint } from '../../src/ui/checkpoint/checkpoint.js';
import { createEventDialect, encode } from './event-dialect.js';
import { createFakeFetch, pushStream, type FakeFetch } from './fake-fetch.js';
import { drawn } from './open-checkpoint.js';
import { nextFrame } from './until.js';

type Open = StreamEventBody & { readonly type: 'checkpoint.open' };

/** A tool that an agent wants to use. */
export function toolQuestion(changes: Partial<Open> = {}): Open {
  return {
    type: 'checkpoint.open',
    checkpointId: 'c-1',
    ask: 'approve',
    agent: 'Bookkeeper',
    toolName: 'pay_invoice',
    server: 'bank.example',
    proposalText: '{"to":"Nordlys AS","amount":1250.00}',
    canEdit: false,
    reply: { dialect: 'plain', send: 'post' },
    ...changes,
  };
}

/** A dialog that asks, on a server that the test plays by hand. */
export interface OpenQuestion {
  readonly element: SseCheckpoint;
  readonly server: FakeFetch;
  readonly session: Session;
  push(...bodies: readonly StreamEventBody[]): Promise<void>;
  /** Waits until the guard is over. */
  ready(): Promise<void>;
}

/** Opens the dialog with a question; without one, only what would ask it. */
export async function openQuestion(changes?: Partial<Open>): Promise<OpenQuestion> {
  const [server, stream] = [createFakeFetch(), pushStream()];
  server.answer(stream);
  const session = new Session({
    ...{ endpoint: '/plan', checkpointEndpoint: '/decide' },
    ...{ dialect: createEventDialect(), fetch: server.fetch },
  });
  const element = await fixture<SseCheckpoint>(
    html`<sse-checkpoint .session=${session}></sse-checkpoint>`,
  );
  void session.send('Go');
  await drawn();
  const push = async (...bodies: readonly StreamEventBody[]): Promise<void> => {
    stream.push(encode(...bodies));
    await drawn();
  };
  if (changes) await push(toolQuestion(changes));
  return {
    ...{ element, server, session, push },
    async ready() {
      const { renderRoot } = element;
      const reject = (): Element | null => renderRoot.querySelector('.buttons [aria-disabled]');
      while (reject()?.getAttribute('aria-disabled') === 'true') await nextFrame();
    },
  };
}

/** The codes that stand for characters which nobody would see. */
export function codesIn(text: string): string[] {
  const hidden = /(?![\n ])[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;
  const codes = Array.from(text.matchAll(hidden), ([character]) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `U+${code.padStart(4, '0')}`;
  });
  return [...new Set(codes)];
}
