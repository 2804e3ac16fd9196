import { expect } from '@open-wc/testing';
import { deepElements, frame, openChat } from '../../support/open-chat.js';

interface Look {
  readonly slot: string;
  readonly text: string;
  readonly label?: string;
}

/** An avatar with something in it, both with an id. */
function createAvatar({ slot, text, label }: Look): HTMLElement {
  const avatar = Object.assign(document.createElement('span'), { slot, id: slot });
  const inner = Object.assign(document.createElement('b'), { textContent: text, id: `in-${slot}` });
  avatar.append(inner);
  if (label !== undefined) {
    avatar.setAttribute('role', 'img');
    avatar.setAttribute('aria-label', label);
  }
  return avatar;
}

const robot = { slot: 'avatar-assistant', text: 'R' };
const letters = { slot: 'avatar-user', text: 'AB' };

/** A chat in which both have spoken, the agent with its stream still open. */
async function openTalk() {
  const opened = await openChat();
  const stream = await opened.ask('Hello');
  await opened.push(stream, { content: 'Good', role: 'assistant', done: false });
  const put = async (...looks: readonly Look[]): Promise<readonly HTMLElement[]> => {
    const avatars = looks.map(createAvatar);
    opened.chat.append(...avatars);
    await opened.drawn();
    return avatars;
  };
  const copies = (): HTMLElement[] => deepElements(opened.chat, '[part=avatar]') as HTMLElement[];
  const shown = (): readonly (string | null)[] => copies().map(({ textContent }) => textContent);
  return { ...opened, stream, put, copies, shown };
}

describe('an avatar', () => {
  it('is copied beside each message of who it is for', async () => {
    const { ask, copies, push, put, shown, stream } = await openTalk();
    const [original] = await put(robot, letters);
    expect(shown()).to.eql(['AB', 'R']);
    await push(stream, { done: true });
    stream.end();
    await ask('And now?');
    expect(shown()).to.eql(['AB', 'R', 'AB']);
    expect(original?.checkVisibility()).to.equal(false);
    expect(copies().map((copy) => copy.closest('article')?.className)).to.eql([
      ...['user', 'agent', 'user'],
    ]);
  });

  it('stands outside of what is said, the two on their sides', async () => {
    const { chat, copies, put } = await openTalk();
    await put(robot, letters);
    const [mine, its] = copies().map((copy) => copy.getBoundingClientRect());
    const said = deepElements(chat, '.said')[0]?.getBoundingClientRect();
    const answer = deepElements(chat, 'sse-markdown')[0]?.getBoundingClientRect();
    expect(mine?.left).to.be.above(said?.right ?? Infinity);
    expect(its?.right).to.be.below(answer?.left ?? 0);
    expect(mine?.width).to.equal(32);
  });

  it('leaves everything as it is where there is none', async () => {
    const { chat, copies, put } = await openTalk();
    const width = (): number | undefined =>
      deepElements(chat, 'sse-message')[0]?.getBoundingClientRect().width;
    const before = width();
    const [avatar] = await put(robot);
    expect(width()).to.be.below(before ?? 0);
    avatar?.remove();
    await frame();
    await frame();
    expect([copies().length, width()]).to.eql([0, before]);
  });

  it('has no id and no slot in its copies', async () => {
    const { copies, put } = await openTalk();
    const [original] = await put(robot);
    const copied = copies().flatMap((copy) => [...copy.querySelectorAll('*')]);
    expect(copied.map(({ localName }) => localName)).to.eql(['span', 'b']);
    expect(copied.filter((each) => each.id !== '' || each.slot !== '')).to.eql([]);
    expect(original?.id).to.equal(robot.slot);
  });

  it('shows what changes in the original, wherever it changes', async () => {
    const { copies, drawn, put, shown } = await openTalk();
    const [original] = await put(robot);
    if (original?.firstChild) original.firstChild.textContent = 'S';
    original?.setAttribute('class', 'new');
    await drawn();
    expect(shown()).to.eql(['S']);
    expect(copies()[0]?.firstElementChild?.className).to.equal('new');
  });

  it('shows what changes after the chat was moved, and while it was away', async () => {
    const { chat, drawn, put, shown } = await openTalk();
    const [original] = await put(letters);
    const place = chat.parentElement;
    chat.remove();
    original?.replaceChildren('CD');
    place?.append(chat);
    await drawn();
    expect(shown()).to.eql(['CD']);
    original?.replaceChildren('EF');
    await drawn();
    expect(shown()).to.eql(['EF']);
  });

  it('is not made anew while the answer grows', async () => {
    const { copies, push, put, stream } = await openTalk();
    await put(robot);
    const before = copies()[0]?.firstElementChild;
    await push(stream, { content: ' morning', role: 'assistant', done: false });
    expect(copies()[0]?.firstElementChild).to.equal(before);
  });

  it('is decoration, unless it has a name', async () => {
    const { chat, copies, put } = await openTalk();
    await put(letters, { ...robot, label: 'A robot' });
    expect(copies().map(({ inert }) => inert)).to.eql([true, false]);
    await expect(chat).to.be.accessible();
  });

  it('keeps the colours of a drawing, which our icons have not', async () => {
    const { chat, copies, drawn } = await openTalk();
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('slot', 'avatar-assistant');
    svg.setAttribute('fill', 'rgb(0, 128, 0)');
    chat.append(svg);
    await drawn();
    const copy = copies()[0]?.querySelector('svg');
    const { fill, stroke, width } = getComputedStyle(copy ?? chat);
    expect([fill, stroke, width]).to.eql(['rgb(0, 128, 0)', 'none', '32px']);
  });

  it('is there for a chat that had it before it was attached', async () => {
    const { chat, ask } = await openChat();
    const place = chat.parentElement;
    const early = document.createElement('sse-chat');
    early.append(createAvatar(letters));
    early.session = chat.session;
    place?.append(early);
    await ask('Hello');
    expect(deepElements(early, '[part=avatar]').map((copy) => copy.textContent)).to.eql(['AB']);
  });
});
