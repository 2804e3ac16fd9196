import { expect } from 'chai';
import { resolveSettings } from '../../src/session/settings.js';
import { createSession, type SessionSettings } from '../../src/session/index.js';
import { settle } from '../support/fake-clock.js';
import { createFakeFetch, eventStreamResponse } from '../support/fake-fetch.js';
import { createEventDialect, encode, ok } from '../support/event-dialect.js';
import { createSessionStand, namesOf } from '../support/session-stand.js';

const secret = 'sk-live-0123456789';

describe('resolveSettings', () => {
  it('fills in the defaults', () => {
    const { credentials, headers, problem, request } = resolveSettings({});
    expect(request).to.deep.equal({
      endpoint: '',
      userId: 'anonymous',
      stream: true,
      noStatus: false,
      maxMessages: 50,
      maxLength: 10_000,
    });
    expect([credentials, headers, problem]).to.deep.equal(['same-origin', undefined, undefined]);
  });

  it('takes empty texts for none, as a framework leaves them', () => {
    const empty = { endpoint: '', resumeEndpoint: '', messageEndpoint: ' ', sessionId: '' };
    expect(resolveSettings(empty)).to.deep.equal(resolveSettings({}));
  });

  it('reads JSON text, and takes values as they are', () => {
    const text = {
      body: '{"a":"{{message}}"}',
      params: '{"n":1,"on":true}',
      headers: '{"X-A":"b"}',
    };
    const { headers, request } = resolveSettings(text);
    expect(request).to.deep.include({ body: { a: '{{message}}' }, params: { n: '1', on: 'true' } });
    expect(headers).to.deep.equal({ 'X-A': 'b' });
    const unset = { n: '1', goal: undefined } as unknown as Record<string, string>;
    const value = resolveSettings({ body: { a: 1 }, params: unset, headers: [['X-A', 'b']] });
    expect(value.request).to.deep.include({ body: { a: 1 }, params: { n: '1' } });
    expect(value.headers).to.deep.equal([['X-A', 'b']]);
  });

  it('takes what a page can mean, in any case', () => {
    const fine: SessionSettings = {
      ...{ endpoint: '/agent?a=b', method: 'get', credentials: 'include' },
      ...{ maxRetries: 0, idleTimeout: 0, maxMessages: 1, maxLength: Infinity },
    };
    expect(resolveSettings(fine)).to.not.have.property('problem');
    expect(resolveSettings(fine).request.method).to.equal('GET');
    for (const endpoint of ['agent', '../agent', '//agent.example/', 'HTTPS://agent.example']) {
      expect(resolveSettings({ endpoint }).request.endpoint).to.equal(endpoint);
    }
  });

  const problems: readonly [settings: SessionSettings, problem: string][] = [
    [
      { endpoint: 'data:text/event-stream,x' },
      'Expected endpoint to be an http or https address, found one that begins with "data:".',
    ],
    [
      { endpoint: `http://[${secret}` },
      'Expected endpoint to be an http or https address, found text that is none.',
    ],
    [
      { checkpointEndpoint: 'javascript:alert(1)' },
      'Expected checkpoint-endpoint to be an http or https address, found one that begins with "javascript:".',
    ],
    [{ method: 'PUT' }, 'Expected method to be GET or POST, found "PUT".'],
    [
      { credentials: 'all' },
      'Expected credentials to be same-origin or include or omit, found "all".',
    ],
    [
      { headers: `{"Authorization": Bearer ${secret}}` },
      'Expected headers to be JSON, found 44 characters that are not.',
    ],
    [{ headers: `["${secret}"]` }, 'Expected headers to be a JSON object, found a list.'],
    [{ headers: `"${secret}"` }, 'Expected headers to be a JSON object, found a string.'],
    [{ headers: 'null' }, 'Expected headers to be a JSON object, found null.'],
    [
      { headers: `{"X-Key": {"value": "${secret}"}}` },
      'Expected headers to hold texts, found something else under "X-Key".',
    ],
    [
      { body: `{"key": '${secret}'}` },
      'Expected body to be JSON, found 29 characters that are not.',
    ],
    [{ params: `key=${secret}` }, 'Expected params to be JSON, found 22 characters that are not.'],
    [{ maxRetries: NaN }, 'Expected max-retries to be a whole number from 0 on, found NaN.'],
    [{ idleTimeout: -1 }, 'Expected idle-timeout to be a whole number from 0 on, found -1.'],
    [{ maxMessages: 0 }, 'Expected max-messages to be a whole number from 1 on, found 0.'],
    [{ maxLength: 1.5 }, 'Expected max-length to be a whole number from 1 on, found 1.5.'],
    [{ limits: { idLength: 0 } }, 'Expected limit idLength to be a positive number, got 0.'],
    [
      { method: 'PUT', maxRetries: NaN },
      'Expected method to be GET or POST, found "PUT". ' +
        'Expected max-retries to be a whole number from 0 on, found NaN.',
    ],
  ];
  for (const [settings, problem] of problems) {
    it(`says what is wrong, and quotes no secret: ${problem}`, () => {
      expect(resolveSettings(settings).problem).to.equal(problem);
      expect(problem).to.not.include(secret.slice(0, 4));
    });
  }
});

describe('Settings that cannot be used', () => {
  const bad = { endpoint: '/agent', headers: '{' };

  it('are shown at once, and told to those who subscribe right away', async () => {
    const { notices, session } = createSessionStand(bad);
    expect(session.state.notice).to.include({ code: 'settings', fatal: true });
    await settle();
    const message = 'Expected headers to be JSON, found 1 characters that are not.';
    expect(notices).to.deep.equal([
      { type: 'diagnosed', severity: 'error', code: 'settings', message },
    ]);
  });

  it('keep everything from being sent, and say so each time', async () => {
    const { notices, server, session } = createSessionStand(bad);
    await settle();
    expect(await session.send('Hi')).to.equal(undefined);
    expect([server.requests.length, namesOf(notices)]).to.deep.equal([0, ['diagnosed', 'failed']]);
  });

  it('are forgotten when better ones come, and told of once when they stay', async () => {
    const { notices, session } = createSessionStand();
    session.configure(bad);
    session.configure({ ...bad });
    expect(namesOf(notices)).to.deep.equal(['diagnosed']);
    session.configure({ endpoint: '/agent' });
    expect(session.state.notice).to.equal(undefined);
    session.configure(bad);
    session.reset();
    expect(session.state.notice?.code).to.equal('settings');
  });

  it('are told of when nothing can be sent anywhere, or in no known way', async () => {
    const nowhere = createSessionStand({ endpoint: ' ' });
    await nowhere.session.send('Hi');
    expect(nowhere.session.state.notice).to.include({
      code: 'endpoint',
      text: 'Expected an endpoint to send this to, found none.',
    });
    const unknown = createSessionStand({ dialect: 'klingon' });
    await unknown.session.open();
    expect(unknown.session.state.notice).to.include({
      code: 'dialect',
      text: 'Expected the name of a dialect, found "klingon".',
    });
  });
});

describe('Session.configure', () => {
  it('holds from the next request on, and leaves the run that goes on alone', async () => {
    const { ask, server, session, talk } = createSessionStand();
    const stream = await ask();
    const { fetch } = server;
    session.configure({ endpoint: '/other', dialect: createEventDialect(), fetch });
    expect(stream.isLive).to.equal(true);
    stream.push(encode(ok));
    stream.end();
    await settle();
    await talk('More');
    expect(server.requests.map(({ url }) => url)).to.deep.equal(['/agent', '/other']);
  });

  it('forgets the id that the server gave when the page gives another', async () => {
    const { bodies, server, session, talk } = createSessionStand();
    await talk('One', { type: 'run.start', sessionId: 's-1' });
    const settings = { endpoint: '/agent', dialect: createEventDialect(), fetch: server.fetch };
    session.configure({ ...settings, sessionId: 'page' });
    await talk('Two');
    expect(bodies()[1]).to.include({ session: 'page' });
  });

  it('finds out the dialect anew at another endpoint', async () => {
    const server = createFakeFetch();
    const { fetch } = server;
    const session = createSession({ endpoint: '/one', fetch });
    const content = '{"type": "content", "data": {"operation": "chat", "content": "Hello"}}';
    server.answer(
      eventStreamResponse('event: done\ndata: {"done": true}\n\n'),
      eventStreamResponse(`data: ${content}\n\n`),
    );
    await session.send('One');
    expect(session.state.dialect).to.equal('assistant-status');
    session.configure({ endpoint: '/two', fetch });
    await session.send('Two');
    expect(session.state.dialect).to.equal('operation-progress');
  });

  it('finds a dialect by its name, and keeps the one that was found out', async () => {
    const { server, session, talk } = createSessionStand();
    await talk('One');
    expect(session.state.dialect).to.equal('plain');
    session.configure({ endpoint: '/agent', fetch: server.fetch });
    expect(session.state).to.not.have.property('dialect');
  });

  it('gives the conversation an id where the dialect wants one of ours', async () => {
    const { bodies, server, session } = createSessionStand({}, { sessionIds: 'client' });
    server.always(() => eventStreamResponse(encode(ok)));
    await session.send('One');
    await session.send('Two');
    session.reset();
    await session.send('Three');
    const [one, two, three] = bodies().map((body) => (body as { session: string }).session);
    expect(one).to.match(/^[0-9a-f]{32}$/);
    expect([two === one, three === one]).to.deep.equal([true, false]);
  });
});
