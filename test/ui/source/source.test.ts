import { expect, fixture, html } from '@open-wc/testing';
import type { SseChat, SseSource } from '../../../src/index.js';
import '../../../src/ui/define.js';
import { settle } from '../../support/fake-clock.js';
import { createFakeFetch, pushStream } from '../../support/fake-fetch.js';
import { conversationOf, frame } from '../../support/open-chat.js';

async function drawn(): Promise<void> {
  await settle();
  await frame();
  await frame();
  await settle();
}

describe('<sse-source>', () => {
  it('shows nothing itself', async () => {
    const source = await fixture<SseSource>(html`<sse-source></sse-source>`);
    expect(source.getBoundingClientRect().height).to.equal(0);
    await expect(source).to.be.accessible();
  });

  it('shares one connection with the elements inside it and those that name it', async () => {
    const { fetch, answer, requests } = createFakeFetch();
    const stream = pushStream();
    answer(stream);
    const page = await fixture<HTMLElement>(html`
      <div>
        <sse-source id="agent" endpoint="/message" dialect="assistant-status" .fetch=${fetch}>
          <section><sse-chat id="inside"></sse-chat></section>
        </sse-source>
        <sse-chat id="named" for="agent"></sse-chat>
      </div>
    `);
    const [inside, named] = page.querySelectorAll('sse-chat');
    const source = page.querySelector('sse-source');
    await drawn();
    void source?.send('Hello');
    stream.push('data: {"content": "Hi", "role": "assistant", "done": false}\n\n');
    await drawn();
    expect(conversationOf(inside as SseChat)).to.eql(['You: Hello', 'Assistant: Hi']);
    expect(conversationOf(named as SseChat)).to.eql(['You: Hello', 'Assistant: Hi']);
    expect(requests).to.have.length(1);
  });

  it('tries again, and answers a checkpoint, with what was set just now', async () => {
    const { answer, fetch, requests } = createFakeFetch();
    answer('never', 'never');
    const source = await fixture<SseSource>(html`
      <sse-source endpoint="/old" dialect="assistant-status" .fetch=${fetch}></sse-source>
    `);
    void source.send('Hello');
    await drawn();
    source.stop();
    source.endpoint = '/new';
    void source.retry();
    await drawn();
    expect(requests.map(({ url }) => url)).to.eql(['/old', '/new']);
  });

  it('tells the page once, from itself', async () => {
    const { fetch, answer } = createFakeFetch();
    const stream = pushStream();
    answer(stream);
    const source = await fixture<SseSource>(html`
      <sse-source endpoint="/message" dialect="assistant-status" .fetch=${fetch}>
        <sse-chat></sse-chat>
      </sse-source>
    `);
    const heard: (EventTarget | null)[] = [];
    source.addEventListener('sse-opened', (event) => heard.push(event.target));
    void source.send('Hello');
    stream.push(': hello\n\n');
    await drawn();
    expect(heard).to.eql([source]);
  });

  it('leaves two elements with the same endpoint apart', async () => {
    const { fetch, answer, requests } = createFakeFetch();
    answer(pushStream(), pushStream());
    const page = await fixture<HTMLElement>(html`
      <div>
        <sse-chat endpoint="/message" dialect="assistant-status" .fetch=${fetch}></sse-chat>
        <sse-chat endpoint="/message" dialect="assistant-status" .fetch=${fetch}></sse-chat>
      </div>
    `);
    const [one, two] = page.querySelectorAll('sse-chat');
    await drawn();
    void one?.send('A');
    void two?.send('B');
    await drawn();
    expect(requests).to.have.length(2);
    expect(conversationOf(one as SseChat)).to.eql(['You: A']);
  });
});
