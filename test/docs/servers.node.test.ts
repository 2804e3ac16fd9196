// The servers of docs/servers do what docs/connect.md says, each in its language, with our own session as the client.
import { expect } from 'chai';
import { agentChat } from '../../src/dialects/agent-chat.js';
import { Session, type Run, type SessionSettings, textOf } from '../../src/session/index.js';
import { describeServer, exampleServers, poll } from '../support/example-server.js';
import { cutAfter } from '../support/cut-after.js';

const long = 'word '.repeat(500);
const authorization = { Authorization: 'Bearer secret' };

function open(url: string, settings: SessionSettings = {}): Session {
  const resumeEndpoint = `${url}/chat/{id}/stream`;
  return new Session({ endpoint: `${url}/chat`, dialect: agentChat, resumeEndpoint, ...settings });
}

function answerOf(run: Run | undefined): string {
  const said = (run?.messages ?? []).filter(({ role }) => role === 'assistant');
  return said.map((message) => textOf(message)).join('');
}

function post(url: string, body: unknown, headers = {}): Promise<Response> {
  const text = JSON.stringify(body);
  return fetch(`${url}/chat`, { method: 'POST', headers, body: text });
}

for (const server of exampleServers) {
  describeServer(server, (start) => {
    let quick = '';
    /** Silent for longer than its heartbeat, quick to forget, and closed to who has no token. */
    let slow = '';

    before(async () => {
      quick = await start({ PACE: '0.02' });
      slow = await start({ PACE: '0.5', HEARTBEAT: '0.1', GRACE: '0.1', TOKEN: 'secret' });
    });

    it('streams an answer with a tool, and knows the session afterwards', async () => {
      const session = open(quick);
      const run = await session.send('Hello there');
      expect(run?.status).to.equal('ok');
      expect(answerOf(run)).to.equal('You said: Hello there');
      const tool = run?.messages.flatMap(({ parts }) => parts).find(({ type }) => type === 'tool');
      expect(tool).to.deep.include({ name: 'count_letters', output: 11, status: 'ok' });
      const { sessionId } = session.state;
      await session.send('And again');
      expect(session.state.sessionId).to.equal(sessionId);
    });

    it('goes on where a connection was lost, with nothing missing and nothing twice', async () => {
      const asked: (string | null)[] = [];
      const session = open(quick, { fetch: cutAfter(/"content": ?"you /, asked) });
      const run = await session.send('Tell me whether you have all of it');
      expect(run?.status).to.equal('ok');
      expect(asked).to.have.length(2);
      expect(Number(asked[1])).to.be.above(3);
      expect(answerOf(run)).to.equal('You said: Tell me whether you have all of it');
      expect(JSON.stringify(run)).to.not.contain('"gap"');
    });

    it('answers with JSON when no stream is asked for', async () => {
      const run = await open(quick, { stream: false }).send('Hello');
      expect(answerOf(run)).to.equal('You said: Hello');
    });

    it('refuses what it cannot read, and says why', async () => {
      for (const body of [{}, { messages: [] }, { messages: [{ role: 'assistant' }] }, []]) {
        const response = await post(quick, body);
        expect(response.status).to.equal(422);
        expect(await response.json()).to.have.property('detail');
      }
    });

    it('says that it is there at once, and again while nothing comes', async () => {
      const messages = [{ role: 'user', content: long }];
      const response = await post(slow, { messages }, authorization);
      expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.includes(': keep-alive\n\n')) text += (await reader?.read())?.value ?? '';
      expect(text).to.match(/^: connected\n\n/);
      await reader?.cancel();
    });

    it('ends the work and forgets it when the person has pressed Stop', async () => {
      const session = open(slow, { headers: authorization });
      const done = session.send(long);
      await poll('a session', async () => session.state.sessionId !== undefined);
      session.stop();
      expect((await done)?.status).to.equal('cancelled');
      const address = `${slow}/chat/${session.state.sessionId}/stream`;
      await poll('the run to be forgotten', async () => {
        const response = await fetch(address, { headers: authorization });
        await response.body?.cancel();
        return response.status === 204;
      });
    });

    it('asks for a token where it has one', async () => {
      const run = await open(slow, { headers: { Authorization: 'Bearer wrong' } }).send('Hello');
      expect(run?.status).to.equal('failed');
      expect(JSON.stringify(run)).to.contain('Invalid or expired token');
    });
  });
}
