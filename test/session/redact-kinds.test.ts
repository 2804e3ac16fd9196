// What redact-keys and redact hold for: each kind of stream event, with data from outside in every member
// that can carry some.
import { expect } from 'chai';
import type { StreamEvent, StreamEventBody, StreamEventType } from '../../src/events/index.js';
import { Redactor } from '../../src/session/redact.js';
import { settle } from '../support/fake-clock.js';
import { encode } from '../support/event-dialect.js';
import { textResponse } from '../support/fake-fetch.js';
import { createSessionStand } from '../support/session-stand.js';
import { stamped } from '../support/stream-events.js';

const data = { user: 'ann', auth: [{ access_token: 'tok_1' }], secret: { pin: 'tok_1' } };
const quoted = 'Could not send {"api_key": "tok_1"}';
const reply = { dialect: 'plain', send: 'post' } as const;
const step = { stepId: 's', error: quoted } as const;

/** Words of people and agents: no values under keys, so that only the page's hook can judge them. */
const said = ['text.start', 'text.delta', 'text.end', 'history'];

const kinds: Readonly<Record<StreamEventType, readonly StreamEventBody[]>> = {
  'run.start': [{ type: 'run.start', runId: 'r', model: quoted }],
  'run.end': [{ type: 'run.end', status: 'ok', reason: quoted, result: data }],
  status: [{ type: 'status', text: quoted, detail: JSON.stringify(data) }],
  'text.start': [
    { type: 'text.start', textId: 't', messageId: 'm', lane: 'answer', role: 'assistant' },
  ],
  'text.delta': [{ type: 'text.delta', textId: 't', mode: 'append', text: 'the token' }],
  'text.end': [{ type: 'text.end', textId: 't', text: 'the token' }],
  'tool.start': [{ type: 'tool.start', toolId: 'u', name: 'f', title: quoted, runBy: 'agent' }],
  'tool.args': [{ type: 'tool.args', toolId: 'u', mode: 'append', text: JSON.stringify(data) }],
  'tool.input': [{ type: 'tool.input', toolId: 'u', input: data, ok: true }],
  'tool.output': [
    {
      ...{ type: 'tool.output', toolId: 'u', partial: false, mode: 'replace' },
      ...{ output: data, text: JSON.stringify(data) },
    },
  ],
  'tool.end': [{ type: 'tool.end', toolId: 'u', status: 'failed', error: quoted }],
  'step.start': [
    { type: 'step.start', stepId: 's', name: quoted, sort: 'step', detail: JSON.stringify(data) },
  ],
  'step.end': [{ type: 'step.end', status: 'failed', result: data, ...step }],
  reset: [{ type: 'reset', what: 'step', id: 'nothing' }],
  progress: [
    {
      ...{ type: 'progress', progressId: 'p', operation: 'Export', state: 'sending' },
      ...{ message: quoted, figures: { rows: 7, ...data, token: 5 } },
    },
  ],
  'checkpoint.open': [
    {
      ...{ type: 'checkpoint.open', checkpointId: 'c', ask: 'approve', canEdit: false, reply },
      ...{ title: quoted, text: quoted, proposal: data },
      choices: [{ id: 'a', label: quoted }],
    },
  ],
  'checkpoint.close': [
    { type: 'checkpoint.close', checkpointId: 'c', outcome: 'edited', value: data },
  ],
  state: [
    { type: 'state', mode: 'set', value: data },
    { type: 'state', mode: 'merge', value: data },
    { type: 'state', mode: 'set', key: 'api_key', value: 'tok_1' },
    { type: 'state', mode: 'patch', value: [{ op: 'add', path: '/token', value: 'tok_1' }] },
    { type: 'state', mode: 'patch', value: [{ op: 'add', path: '/deep', value: data }] },
    { type: 'state', mode: 'patch', value: data },
  ],
  artifact: [
    {
      ...{ type: 'artifact', artifactId: 'a', mode: 'append', last: false },
      parts: [
        { data },
        { text: '{"token": "to' },
        { text: 'k_1"}' },
        { text: JSON.stringify(data) },
      ],
    },
  ],
  source: [{ type: 'source', sourceId: 'x', title: quoted, extra: data }],
  history: [{ type: 'history', mode: 'merge', messages: [] }],
  usage: [{ type: 'usage', of: 'run', mode: 'set', input: 12, total: 20, model: quoted }],
  trouble: [{ type: 'trouble', fatal: false, sort: 'error', text: quoted, raw: quoted }],
  alive: [{ type: 'alive', from: 'ping' }],
  custom: [{ type: 'custom', name: 'odd', data, known: false }],
};

const all = Object.values(kinds).flat();

describe('Redaction', () => {
  for (const [kind, bodies] of Object.entries(kinds)) {
    it(`leaves no secret in ${kind}, and all else as it is`, () => {
      const redactor = new Redactor();
      for (const body of bodies) {
        const event = redactor.redact(stamped(body), {});
        const text = JSON.stringify(event);
        expect(text).to.not.include('tok_1').and.not.include('k_1');
        expect(text.includes('[REDACTED]')).to.equal(JSON.stringify(body).includes('tok_1'), text);
        expect(Object.keys(event)).to.deep.equal(Object.keys(stamped(body)));
      }
    });
  }

  it('leaves alone what holds no secret, the very event', () => {
    const harmless: readonly StreamEventBody[] = [
      ...all.filter(({ type }) => said.includes(type)),
      { type: 'progress', progressId: 'p', figures: { rows: [1, 2], tokens: 512 } },
      { type: 'state', mode: 'patch', value: [{ op: 'add', path: '/a', value: 1 }] },
      {
        type: 'artifact',
        artifactId: 'a',
        mode: 'append',
        last: true,
        parts: [{ text: 'A token' }],
      },
      {
        ...kinds['checkpoint.open'][0],
        title: 'Go?',
        text: 'Go',
        proposal: 1,
        choices: [],
      } as never,
    ];
    for (const event of harmless.map((body) => stamped(body))) {
      expect(new Redactor().redact(event, {})).to.equal(event);
    }
  });

  it('hides a number of tokens only where the page says so', () => {
    const figures = { tokens: 512, total_tokens: 600, token: 5 };
    const event = stamped({ type: 'progress', progressId: 'p', figures });
    const shown = (redactKeys?: string) =>
      new Redactor().redact(event, redactKeys === undefined ? {} : { redactKeys });
    expect(shown()).to.deep.include({ figures: { ...figures, token: '[REDACTED]' } });
    expect(JSON.stringify(shown('token'))).to.not.match(/512|600/);
  });

  it('holds for all that a session makes known', async () => {
    const seen: StreamEvent['type'][] = [];
    const stand = createSessionStand({
      redact: (event) => {
        seen.push(event.type);
        return event;
      },
    });
    const told: unknown[] = [];
    stand.session.subscribe((notice) => told.push(notice));
    const stream = await stand.ask();
    stream.push(encode(...all));
    await settle();
    const { past, run, shared } = stand.session.state;
    expect(JSON.stringify([past, run, [...shared], told])).to.not.include('tok_1');
    expect([...new Set(seen)].toSorted()).to.deep.equal(Object.keys(kinds).toSorted());
  });

  it('holds for the words of a server that takes no decision', async () => {
    const { server, session, ask } = createSessionStand({ checkpointEndpoint: '/decide' });
    const stream = await ask();
    stream.push(encode(...kinds['checkpoint.open']));
    await settle();
    const type = { 'content-type': 'application/json' };
    server.answer(textResponse(409, JSON.stringify({ message: quoted }), type));
    await session.decide('c', 'approve');
    expect(session.state.run?.checkpoints[0]?.decision).to.deep.equal({
      phase: 'open',
      error:
        'The server does not wait for this decision any more (409). ' +
        'The server says: Could not send {"api_key": "[REDACTED]"}',
    });
  });
});
