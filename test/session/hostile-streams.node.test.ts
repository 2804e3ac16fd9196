// The streams of test/fixtures/corpora/sse-hostile.json. Most have a test where the part is that meets them; the others are here.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { expect } from 'chai';
import { agentChat } from '../../src/dialects/index.js';
import { fatalTrouble, Session, type Run } from '../../src/session/index.js';
import { loadCorpus } from '../support/corpus.js';
import { latestRun } from '../support/stream-events.js';

/** How the title of the test for each begins. */
const tests: Readonly<Record<string, string>> = {
  'endless-line': 'known bug 9: stops an endless line at the default limit',
  'endless-comment': 'skips an endless comment that nobody listens to',
  'endless-event-name': 'known bug 10: delivers nothing of ${name}',
  'flood-small': '100,000 messages at once come all, and in order',
  'flood-comments': 'tells no more than a few of a flood of comments',
  'big-8MiB-event': 'known bug 8: ',
  'gzip-bomb': 'a stream that unpacks to more than is allowed',
  'json-wide': 'cuts an object of too many members',
  'json-lone-surrogate': 'half a character is shown, and sent back',
  'split-everywhere': 'known bug 2: at whatever byte it is cut in two',
  'json-error-200': 'an error in JSON with status 200 is told',
  'immediate-eof': 'known bug 40: ',
  'redirect-loop': 'a redirect to itself ends',
  '401-then-ok': 'is asked once more after a 401, at once, and a second 401 is final',
  '503-retry-after-date': 'waits as long as Retry-After says',
  'retry-inf': 'known bug 42: ',
  '204': 'known bug 18: takes 204 for the end',
  'laptop-sleep': 'expires once after a sleep of the device',
  'hidden-tab': 'makes no burst of tries, and one when somebody looks again',
  'close-in-listener': 'known bug 27: ',
  'abort-during-backoff': 'known bug 26: ',
  'listener-throws': 'tells the others when a listener throws',
  'replay-gap': 'known bug 48: ',
  'cursor-kept': 'known bug 14: ',
  'eof-without-terminal': 'known bug 16: ',
  'buffering-proxy': 'came in one burst when all of it came at its end',
};

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Asks a server of its own, and gives the run once it is over. */
async function ask(answer: RequestListener, text = 'Hi'): Promise<{ run: Run; asked: number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const session = new Session({ endpoint: `http://127.0.0.1:${port}/`, dialect: agentChat });
  await session.send(text);
  session.close();
  server.close();
  server.closeAllConnections();
  return { run: latestRun(session.state), asked };
}

describe('Hostile streams', () => {
  it('have a test each', async () => {
    const { cases } = await loadCorpus('sse-hostile');
    expect(Object.keys(tests).toSorted()).to.deep.equal(cases.map(({ id }) => id).toSorted());
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const sources = files
      .filter((name) => name.endsWith('.test.ts') && !name.endsWith('hostile-streams.node.test.ts'))
      .map((name) => readFileSync(folder + name, 'utf8'));
    const own = readFileSync(fileURLToPath(import.meta.url), 'utf8');
    const missing = Object.values(tests).filter(
      (title) =>
        ![...sources, own.slice(own.indexOf('describe('))].some((all) => all.includes(title)),
    );
    expect(missing).to.deep.equal([]);
  });

  it('a stream that unpacks to more than is allowed ends in an error', async () => {
    const { run } = await ask((_, response) => {
      const headers = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' };
      const packed = createGzip();
      packed.pipe(response.writeHead(200, headers));
      packed.write('data: ');
      packed.end('0'.repeat(20 * 1024 * 1024));
    });
    expect(fatalTrouble(run)?.text).to.match(/1,?048,?576|limit|characters/);
    expect(run.messages).to.deep.equal([]);
  });

  it('half a character is shown, and sent back', async () => {
    const { run } = await ask((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(
        'event: message_delta\ndata: {"content":"\\ud800!"}\n\nevent: completed\ndata: {}\n\n',
      );
    }, 'Half \ud83d of one');
    expect(run.status).to.equal('ok');
    expect(JSON.stringify(run.messages)).to.include('\\ud800!');
  });

  it('an error in JSON with status 200 is told', async () => {
    const { run, asked } = await ask((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"error": {"message": "Too many cooks", "code": "cooks"}}');
    });
    expect([run.status, asked]).to.deep.equal(['failed', 1]);
    expect(fatalTrouble(run)?.text).to.equal('Too many cooks');
  });

  it('a redirect to itself ends', async () => {
    const { run, asked } = await ask((_, response) => {
      response.writeHead(307, { location: '/' }).end();
    });
    expect(run.status).to.equal('failed');
    expect(asked).to.be.below(25);
  });
});
