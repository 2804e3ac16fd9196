import { expect } from '@open-wc/testing';
import { deepElements, deepText, frame, openChat } from '../../support/open-chat.js';

const call = { tool_name: 'show_chart', arguments: {} };
const result = { output: { bars: [1, 2] } };

async function openAgent() {
  const opened = await openChat({ dialect: 'agent-chat' });
  const useTool = async (output: object): Promise<void> => {
    const stream = await opened.ask('Draw');
    stream.push(`event: tool_call\ndata: ${JSON.stringify(call)}\n\n`);
    stream.push(`event: tool_result\ndata: ${JSON.stringify(output)}\n\n`);
    stream.push('event: completed\ndata: {"final_message": "There."}\n\n');
    stream.end();
    await opened.drawn();
  };
  return { ...opened, useTool };
}

describe('what a page puts into <sse-chat>', () => {
  it('takes the place of the composer, and can send', async () => {
    const { chat, server } = await openChat();
    const own = Object.assign(document.createElement('button'), { slot: 'composer' });
    own.addEventListener('click', () => void chat.send('Hello'));
    chat.append(own);
    await frame();
    expect(deepElements(chat, 'sse-composer')[0]?.checkVisibility()).to.equal(false);
    own.click();
    await frame();
    expect(server.requests[0]?.body).to.contain('Hello');
  });

  it('stands beside where a person writes', async () => {
    const { chat } = await openChat();
    const own = Object.assign(document.createElement('button'), { slot: 'actions' });
    own.textContent = 'Attach';
    chat.append(own);
    await frame();
    const [box, field] = [own, deepElements(chat, 'textarea')[0]].map((element) =>
      element?.getBoundingClientRect(),
    );
    expect(box?.right).to.be.at.most(field?.left ?? 0);
    expect(box?.width).to.be.above(0);
    await expect(chat).to.be.accessible();
  });

  it('draws the result of a tool, once', async () => {
    const { chat, useTool } = await openAgent();
    const sources: string[] = [];
    const draw = (source: string): Node => {
      sources.push(source);
      return document.createTextNode('two bars');
    };
    chat.renderers = { 'tool:show_chart': draw, 'tool:other': () => new Text('wrong') };
    await useTool(result);
    expect(deepText(chat)).to.contain('two bars').and.not.contain('wrong');
    expect(sources).to.eql(['{"bars":[1,2]}']);
  });

  it('draws it with what comes later, and no more when the renderer is taken away', async () => {
    const { chat, useTool } = await openAgent();
    const draw = (): Promise<Node> => Promise.resolve(document.createElement('b'));
    chat.renderers = { 'tool:show_chart': draw };
    await useTool(result);
    expect(deepElements(chat, '[part=drawing] b')).to.have.length(1);
    chat.renderers = {};
    await frame();
    await frame();
    expect(deepElements(chat, '[part=drawing]')).to.have.length(0);
  });

  it('styles messages by who speaks', async () => {
    const { chat, useTool } = await openAgent();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('sse-chat::part(agent-message)::before { content: "bot" }');
    document.adoptedStyleSheets.push(sheet);
    await useTool(result);
    const [user, agent] = deepElements(chat, 'article').map(
      (article) => getComputedStyle(article, '::before').content,
    );
    document.adoptedStyleSheets.pop();
    expect([user, agent]).to.eql(['none', '"bot"']);
  });
});
