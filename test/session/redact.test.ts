import { expect } from 'chai';
import type { StreamEvent, StreamEventBody } from '../../src/events/index.js';
import type { SessionSettings } from '../../src/session/index.js';
import { Redactor } from '../../src/session/redact.js';
import { settle } from '../support/fake-clock.js';
import { encode, ok, said } from '../support/event-dialect.js';
import { createSessionStand } from '../support/session-stand.js';
import { reportedDuring } from '../support/reported-errors.js';
import { noon, stamped } from '../support/stream-events.js';

function redact(body: StreamEventBody, settings: SessionSettings = {}): StreamEvent {
  return new Redactor().redact(stamped(body), settings);
}

const secret = { user: 'ann', auth: [{ access_token: 'tok_1', n: 1 }] };
const shown = { user: 'ann', auth: [{ access_token: '[REDACTED]', n: 1 }] };
const reply = { dialect: 'plain', send: 'post' } as const;
const tool = { toolId: 't' } as const;
const output = { type: 'tool.output', toolId: 't', partial: false, mode: 'replace' } as const;
const open = { type: 'checkpoint.open', checkpointId: 'c', ask: 'approve', canEdit: true } as const;

describe('Redactor', () => {
  const cases: readonly [title: string, body: StreamEventBody, members: object][] = [
    ["a tool's input", { type: 'tool.input', ...tool, input: secret, ok: true }, { input: shown }],
    ["a tool's output", { ...output, output: secret }, { output: shown }],
    [
      "a tool's output as text",
      { ...output, output: 1, text: '{"n":1.50,"token":"tok_1"}' },
      { output: 1, text: '{"n":1.50,"token":"[REDACTED]"}' },
    ],
    [
      'an output that is JSON in a string',
      { ...output, output: '{"token":"tok_1"}' },
      { output: '{"token":"[REDACTED]"}' },
    ],
    [
      "a tool's arguments",
      { type: 'tool.args', ...tool, mode: 'replace', text: '{"token":"tok_1"}' },
      { text: '{"token":"[REDACTED]"}' },
    ],
    ['a proposal', { ...open, reply, proposal: secret }, { proposal: shown, reply }],
    [
      'what a person has settled',
      { type: 'checkpoint.close', checkpointId: 'c', outcome: 'edited', value: secret },
      { value: shown },
    ],
    [
      'the data of an artifact',
      {
        ...{ type: 'artifact', artifactId: 'a', mode: 'append', last: true },
        parts: [{ data: secret }],
      },
      { parts: [{ data: shown }] },
    ],
    [
      'the detail of a status',
      { type: 'status', text: 'search', detail: 'search({"token":"tok_1"})' },
      { detail: 'search({"token":"[REDACTED]"})' },
    ],
    [
      'the detail of a step',
      { type: 'step.start', stepId: 's', sort: 'tool', detail: '{"token":"tok_1"}' },
      { detail: '{"token":"[REDACTED]"}' },
    ],
    [
      'what could not be read, and the words that quote it',
      {
        ...{ type: 'trouble', fatal: false, sort: 'parse' },
        ...{ text: 'Expected JSON, found "{"token":"tok_…".', raw: '{"token":"tok_1' },
      },
      { text: 'Expected JSON, found "{"token":"[REDACTED]"', raw: '{"token":"[REDACTED]"' },
    ],
  ];
  for (const [title, body, members] of cases) {
    it(`takes secrets out of ${title}`, () => {
      expect(redact(body)).to.deep.equal({ ...stamped(body), ...members });
    });
  }

  it('gives back the very event, and the very values, that hold nothing secret', () => {
    const harmless: readonly StreamEventBody[] = [
      said('the token'),
      ok,
      { type: 'tool.input', ...tool, input: { a: [1, { b: 2 }] }, ok: true },
      { type: 'tool.args', ...tool, mode: 'append', text: '{"a":1' },
      { ...output, output: ['token'], text: '["token"]' },
      { ...open, reply },
      { type: 'custom', name: 'usage', data: { tokens: 12 }, known: true },
    ];
    for (const body of harmless) {
      const event = stamped(body);
      expect(new Redactor().redact(event, {})).to.equal(event);
    }
    const input = { kept: { a: 1 }, token: 1 };
    const redacted = redact({ type: 'tool.input', ...tool, input, ok: true });
    expect((redacted as unknown as { input: typeof input }).input.kept).to.equal(input.kept);
  });

  it('follows arguments that come in pieces, those of several tools at once', () => {
    const redactor = new Redactor();
    const piece = (toolId: string, text: string): unknown => {
      const event = stamped({ type: 'tool.args', toolId, mode: 'append', text });
      return redactor.redact(event, {});
    };
    const texts = [
      piece('a', '{"tok'),
      piece('b', '{"x":'),
      piece('a', 'en":"to'),
      piece('b', '1}'),
      piece('a', 'k_1","n":1.0}'),
    ].map((event) => (event as { text: string }).text);
    expect(texts).to.deep.equal(['{"tok', '{"x":', 'en":"[REDACTED]"', '1}', ',"n":1.0}']);
  });

  it('follows text that goes on after a whole piece, and output that grows', () => {
    const redactor = new Redactor();
    const take = (body: StreamEventBody): StreamEvent => redactor.redact(stamped(body), {});
    take({ type: 'tool.args', ...tool, mode: 'replace', text: '{"token":"to' });
    const more = take({ type: 'tool.args', ...tool, mode: 'append', text: 'k_1"}' });
    expect(more).to.include({ text: '}' });
    take({ ...output, mode: 'append', output: '{"token":', text: '"{\\"token\\":' });
    const end = take({ ...output, mode: 'append', output: '"tok_1"}', text: '\\"tok_1\\"}"' });
    expect(end).to.include({ output: '"[REDACTED]"}' });
    expect(JSON.stringify(end)).to.not.include('tok_1');
  });

  it('goes by the words of the page, as a list or as one text, also when they change', () => {
    const input = { token: 1, iban: 2, pin: 3 };
    const body: StreamEventBody = { type: 'tool.input', ...tool, input, ok: true };
    const expected = { token: 1, iban: '[REDACTED]', pin: '[REDACTED]' };
    for (const redactKeys of ['iban pin', 'IBAN, pin', ['iban', 'pin']]) {
      expect(redact(body, { redactKeys })).to.deep.include({ input: expected });
    }
    expect(redact(body, { redactKeys: '' })).to.deep.include({ input });
    const redactor = new Redactor();
    redactor.redact(stamped(body), { redactKeys: 'iban' });
    const later = redactor.redact(stamped(body), {});
    expect(later).to.deep.include({ input: { ...input, token: '[REDACTED]' } });
  });

  it('keeps a key named after a prototype a key', () => {
    const input: unknown = JSON.parse('{"__proto__":{"token":1,"polluted":1}}');
    const event = redact({ type: 'tool.input', ...tool, input, ok: true });
    expect(JSON.stringify((event as { input?: unknown }).input)).to.equal(
      '{"__proto__":{"token":"[REDACTED]","polluted":1}}',
    );
    expect({}).to.not.have.property('polluted');
  });
});

describe("The page's redact hook", () => {
  it('sees what is left, and says what may be seen', async () => {
    const seen: unknown[] = [];
    const { ask, session } = createSessionStand({
      redact: (event) => {
        seen.push(event);
        return event.type === 'text.delta' ? { ...event, text: '…' } : event;
      },
    });
    const received: StreamEvent[] = [];
    session.subscribe((notice) => notice.type === 'received' && received.push(notice.event));
    const stream = await ask();
    stream.push(encode(said('Hello'), { type: 'tool.input', ...tool, input: secret, ok: true }));
    await settle();
    expect(seen).to.have.length(2);
    expect(seen[1]).to.deep.include({ input: shown });
    expect(received[0]).to.include({ text: '…' });
    const parts = session.state.run?.messages[0]?.parts;
    expect(parts?.[0]).to.include({ text: '…' });
    expect(parts?.[1]).to.deep.include({ input: shown });
  });

  const failing: readonly [title: string, redact: unknown][] = [
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['returns nothing', () => undefined],
  ];
  for (const [title, hook] of failing) {
    it(`lets nothing be seen when it ${title}, and the run ends all the same`, () => {
      const settings = { redact: hook } as SessionSettings;
      let [event, end]: (StreamEvent | undefined)[] = [];
      const reported = reportedDuring(() => {
        event = redact(said('tok_1'), settings);
        end = redact({ type: 'run.end', status: 'ok', result: 'tok_1' }, settings);
      });
      expect(reported).to.have.length(2);
      expect(event).to.deep.include({
        type: 'trouble',
        sort: 'parse',
        code: 'redact',
        at: noon + 1,
      });
      expect(end).to.deep.equal({ type: 'run.end', status: 'ok', seq: 1, at: noon + 1 });
      expect(JSON.stringify(event)).to.not.include('tok_1');
    });
  }
});
