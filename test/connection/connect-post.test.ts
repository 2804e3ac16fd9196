import { expect } from 'chai';
import type { StreamRequest } from '../../src/connection/index.js';
import { drainConnection, prompt, type DrainOptions } from '../support/drain-connection.js';
import {
  cutStreamResponse,
  eventStreamResponse,
  textResponse,
  type FakeAnswer,
  type FakeFetch,
} from '../support/fake-fetch.js';

const hour = 3_600_000;

const status = (code: number, headers: Record<string, string> = {}): Response =>
  textResponse(code, 'no', { 'content-type': 'text/plain', ...headers });

const broken = (): TypeError => new TypeError('Failed to fetch');

const count = (server: FakeFetch, method: string): number =>
  server.requests.filter((request) => request.method === method).length;

const resume = (id: string): StreamRequest => ({
  url: `https://agent.example/resume/${id}`,
  method: 'GET',
});

describe('connect with POST', () => {
  it('sends the body once, gives the answer and ends with it', async () => {
    const run = await drainConnection(prompt, (server) =>
      server.answer(eventStreamResponse('data: a\n\ndata: b\n\n')),
    );
    expect(run.data).to.deep.equal(['a', 'b']);
    expect(run.outcome).to.equal('ended');
    expect(run.server.requests[0]).to.include({ method: 'POST', body: prompt.body });
    expect(run.server.requests[0]?.headers.has('idempotency-key')).to.equal(false);
  });

  describe('is sent once, whatever goes wrong', () => {
    const faults: Readonly<Record<string, () => FakeAnswer>> = {
      'no network': broken,
      'a cut before the first message': () => cutStreamResponse(''),
      'a cut after a comment': () => cutStreamResponse(': hello\n\n'),
      'a cut after a message': () => cutStreamResponse('data: a\n\n'),
      'a cut inside a message': () => cutStreamResponse('data: a\n\ndata: {'),
      'a cut after an id': () => cutStreamResponse('id: 1\ndata: a\n\n'),
      'a hostile retry': () => cutStreamResponse('retry: 0\ndata: a\n\n'),
      'an HTML page': () => textResponse(200, '<p>', { 'content-type': 'text/html' }),
      'no content': () => textResponse(204),
      'a redirect that is not followed': () => status(302, { location: 'https://evil.example/' }),
      400: () => status(400),
      401: () => status(401),
      403: () => status(403),
      404: () => status(404),
      408: () => status(408),
      409: () => status(409),
      422: () => status(422),
      425: () => status(425),
      '429 without a time': () => status(429),
      500: () => status(500),
      '500 with a time': () => status(500, { 'retry-after': '1' }),
      502: () => status(502),
      '503 without a time': () => status(503),
      504: () => status(504),
    };
    for (const [name, fault] of Object.entries(faults)) {
      it(`such as ${name}`, async () => {
        const run = await drainConnection(prompt, (server) => {
          server.answer(fault());
          server.always(() => eventStreamResponse('data: second run\n\n'));
        });
        await run.clock.advance(hour);
        expect(count(run.server, 'POST')).to.equal(1);
        expect(run.data).to.not.include('second run');
        expect(run.outcome).to.be.instanceOf(Error);
        expect(run.clock.pending).to.equal(0);
      });
    }
  });

  it('is interrupted by a cut, with what came kept and no torn message', async () => {
    const run = await drainConnection(prompt, (server) =>
      server.answer(cutStreamResponse('data: a\n\ndata: {"torn":1}\n')),
    );
    expect(run.data).to.deep.equal(['a']);
    expect(run.outcome).to.include({ kind: 'cut' });
    expect(run.statuses.at(-1)).to.include({ phase: 'interrupted', error: run.outcome });
  });

  it('is closed and not interrupted when it was never answered', async () => {
    const run = await drainConnection(prompt, (server) => server.answer(broken()));
    expect(run.phases).to.deep.equal(['connecting', 'closed']);
  });

  describe('is sent again where the server said that it did nothing', () => {
    it('after 429 and 503 with Retry-After, when the time has come', async () => {
      const run = await drainConnection(prompt, (server) => {
        server.answer(status(429, { 'retry-after': '3' }), status(503, { 'retry-after': '10' }));
        server.answer(eventStreamResponse('data: a\n\n'));
      });
      await run.clock.advance(3_249);
      expect(run.server.requests).to.have.length(1);
      await run.clock.advance(1);
      expect(run.server.requests).to.have.length(2);
      await run.clock.advance(10_250);
      expect(run.data).to.deep.equal(['a']);
      expect(run.outcome).to.equal('ended');
    });

    it('three times at most', async () => {
      const run = await drainConnection(prompt, (server) =>
        server.always(() => status(429, { 'retry-after': '1' })),
      );
      await run.clock.advance(hour);
      expect(count(run.server, 'POST')).to.equal(4);
      expect(run.outcome).to.include({ kind: 'status', status: 429, retryAfter: 1_000 });
    });
  });

  describe('when the page calls it idempotent', () => {
    const idempotent = true;

    it('is repeated with the same key, three times, ever later', async () => {
      const run = await drainConnection(prompt, (server) => server.always(broken), { idempotent });
      await run.clock.advance(hour);
      const keys = run.server.requests.map(({ headers }) => headers.get('idempotency-key'));
      expect(keys).to.have.length(4);
      expect(new Set(keys).size).to.equal(1);
      expect(keys[0]).to.match(/^[0-9a-f]{32}$/);
      const delays = run.statuses.flatMap((entry) =>
        entry.phase === 'reconnecting' ? [entry.at] : [],
      );
      expect(delays.slice(1).map((at, index) => at - (delays[index] ?? 0))).to.deep.equal([
        750, 1_250,
      ]);
    });

    it('has a new key for every connection, and leaves one of the dialect in place', async () => {
      const answer = (server: FakeFetch): void => server.answer(eventStreamResponse(''));
      const key = async (request: StreamRequest): Promise<string | null | undefined> => {
        const run = await drainConnection(request, answer, { idempotent });
        return run.server.requests[0]?.headers.get('idempotency-key');
      };
      expect(await key(prompt)).to.not.equal(await key(prompt));
      expect(await key({ ...prompt, headers: { 'Idempotency-Key': 'mine' } })).to.equal('mine');
    });

    it('is repeated after an answer without a message, and not after a message', async () => {
      const run = async (text: string): Promise<number> => {
        const server = await drainConnection(
          prompt,
          (fake) => {
            fake.answer(cutStreamResponse(text));
            fake.always(() => eventStreamResponse('data: again\n\n'));
          },
          { idempotent },
        );
        await server.clock.advance(hour);
        return count(server.server, 'POST');
      };
      expect(await run(': nothing yet\n\n')).to.equal(2);
      expect(await run('data: a\n\n')).to.equal(1);
    });
  });

  describe('with a resume request', () => {
    it('goes on by GET after a cut, and the POST is not sent again', async () => {
      const run = await drainConnection(
        prompt,
        (server) => {
          server.answer(cutStreamResponse('id: 4\ndata: a\n\n'));
          server.answer(eventStreamResponse('id: 5\ndata: b\n\n'));
        },
        { resume },
      );
      await run.clock.advance(hour);
      expect(run.data).to.deep.equal(['a', 'b']);
      expect(run.outcome).to.equal('ended');
      const [, second] = run.server.requests;
      expect(second).to.include({
        method: 'GET',
        url: 'https://agent.example/resume/4',
        body: undefined,
      });
      expect(second?.headers.get('last-event-id')).to.equal('4');
      expect(run.items.filter(({ type }) => type === 'opened')[1]).to.include({ resumed: true });
    });

    it('asks for the place reached at every further cut, with the patience of a GET', async () => {
      const run = await drainConnection(
        prompt,
        (server) => {
          server.answer(
            cutStreamResponse('id: 4\ndata: a\n\n'),
            cutStreamResponse('id: 5\ndata: b\n\n'),
          );
          for (let round = 0; round < 6; round += 1) server.answer(broken());
          server.answer(eventStreamResponse('id: 6\ndata: c\n\n'));
        },
        { resume },
      );
      await run.clock.advance(hour);
      expect(run.data).to.deep.equal(['a', 'b', 'c']);
      expect(run.server.requests.at(-1)?.url).to.equal('https://agent.example/resume/5');
      expect(count(run.server, 'POST')).to.equal(1);
    });

    it('is not resumed when it was never answered, or nothing can be resumed', async () => {
      const resumes: string[] = [];
      const options: DrainOptions = {
        resume: (id) => {
          resumes.push(id);
          return undefined;
        },
      };
      await drainConnection(prompt, (server) => server.answer(broken()), options);
      expect(resumes).to.deep.equal([]);
      const run = await drainConnection(
        prompt,
        (server) => server.answer(cutStreamResponse('id: 1\ndata: a\n\n')),
        options,
      );
      await run.clock.advance(hour);
      expect(run.outcome).to.include({ kind: 'cut' });
      expect(resumes).to.deep.equal(['1']);
    });

    it('goes on after an end that is a cut, until the consumer has what it waits for', async () => {
      const run = await drainConnection(
        prompt,
        (server) => {
          server.answer(eventStreamResponse('id: 1\ndata: a\n\n'));
          server.answer(eventStreamResponse('id: 2\ndata: final\n\n'), 'never');
        },
        { resume, whenEnded: 'reopen' },
      );
      await run.clock.advance(1_000);
      expect(run.data).to.deep.equal(['a', 'final']);
      await run.stop();
      expect(run.outcome).to.equal('ended');
    });
  });

  it('finishes at the end although it should reopen, where nothing can be resumed', async () => {
    const run = await drainConnection(
      prompt,
      (server) => server.answer(eventStreamResponse('data: a\n\n')),
      { whenEnded: 'reopen' },
    );
    await run.clock.advance(hour);
    expect([run.outcome, run.server.requests.length]).to.deep.equal(['ended', 1]);
  });
});
