// What depends on media features, which only Chromium can emulate, and on colours as they come out.
import { expect } from '@open-wc/testing';
import { openBusyChat, openDoneChat } from '../support/busy-chat.js';
import { emulate, press } from '../support/browser.js';
import { deepElements } from '../support/screen.js';

afterEach(async () => {
  await emulate({});
  document.documentElement.style.colorScheme = '';
});

const animationsIn = (chat: Element): Animation[] =>
  deepElements(chat, '*').flatMap((element) => element.getAnimations());

/** Red, green and blue as a browser gives a colour; undefined for what shows through. */
function channelsOf(colour: string): number[] | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return alpha === 0 ? undefined : [red, green, blue];
}

function luminanceOf(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour that lies behind an element, through shadow roots. */
function groundOf(element: Element): number[] {
  for (let node: Node | null = element; node;) {
    const ground = node instanceof Element && channelsOf(getComputedStyle(node).backgroundColor);
    if (ground) return ground;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  return [255, 255, 255];
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The parts that tell how something stands or can be pressed, with their own contrast, if it is too low. */
function faintParts(chat: Element): string[] {
  const parts = deepElements(
    chat,
    '.mark, svg, .pulse, button:is(.send, .stop):not([aria-disabled=true], .jump)',
  ).filter((part) => part.checkVisibility());
  return parts.flatMap((part) => {
    const isIcon = part.localName === 'svg' || part.matches('.mark');
    const own = isIcon ? getComputedStyle(part).color : getComputedStyle(part).backgroundColor;
    const ground = groundOf(isIcon || !part.parentElement ? part : part.parentElement);
    const found = contrast(channelsOf(own) ?? ground, ground);
    return found < 3 && channelsOf(own) ? [`${part.outerHTML}: ${found.toFixed(2)}`] : [];
  });
}

/** Text that does not stand out enough. */
function faintTexts(chat: Element): string[] {
  const texts = deepElements(chat, 'p, span, button, summary, h3, td, th, li, code').filter(
    (element) => element.checkVisibility() && !element.matches('.hidden, [data-announcer] *'),
  );
  const own = texts.filter(({ childNodes }) =>
    [...childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
  );
  return own.flatMap((element) => {
    const found = contrast(channelsOf(getComputedStyle(element).color) ?? [], groundOf(element));
    return found < 4.5 ? [`${element.outerHTML}: ${found.toFixed(2)}`] : [];
  });
}

describe('with less motion', () => {
  it('[42] nothing moves in a chat at work', async () => {
    const { chat } = await openBusyChat();
    expect(animationsIn(chat).length).to.be.above(0);
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    expect(animationsIn(chat)).to.have.length(0);
  });

  it('[47] nothing flashes more than twice a second, with motion either', async () => {
    const { chat } = await openBusyChat();
    const timings = animationsIn(chat).flatMap(({ effect }) => effect?.getComputedTiming() ?? []);
    const lasting = timings.filter(({ iterations }) => iterations === Infinity);
    const quick = lasting.filter(({ duration }) => Number(duration) < 500);
    expect([lasting.length > 0, quick.length]).to.deep.equal([true, 0]);
  });
});

describe('with more contrast', () => {
  it('what is quiet stands out as text does', async () => {
    const { chat } = await openDoneChat();
    const [quiet] = deepElements(chat, '.author, .said + *, time, summary');
    if (!quiet) throw new Error('Expected a quiet text');
    const strength = (): number =>
      contrast(channelsOf(getComputedStyle(quiet).color) ?? [], groundOf(chat));
    const usual = strength();
    await emulate({ 'prefers-contrast': 'more' });
    expect([strength() > usual, strength() > 7]).to.deep.equal([true, true]);
  });
});

describe('in forced colours', () => {
  it('[43] controls keep a border, and the focus its ring', async () => {
    const { chat } = await openDoneChat();
    await emulate({ 'forced-colors': 'active' });
    const framed = deepElements(chat, 'sse-composer, sse-tool').flatMap(({ shadowRoot }) => [
      ...(shadowRoot?.querySelectorAll('.frame, button, details') ?? []),
    ]);
    const bare = framed.filter((each) => getComputedStyle(each).borderTopStyle === 'none');
    expect([framed.length, bare.length]).to.deep.equal([3, 0]);
    await press('Tab');
    const places = deepElements(chat, 'button, summary, [tabindex="0"]') as HTMLElement[];
    const ringless = places.filter((place) => {
      place.focus({ preventScroll: true });
      return place.matches(':focus-visible') && getComputedStyle(place).outlineStyle === 'none';
    });
    expect(ringless.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
  });

  it('[43] bars keep their fill apart from their line', async () => {
    const { chat } = await openBusyChat();
    await emulate({ 'forced-colors': 'active' });
    const [fill] = deepElements(chat, '[role=progressbar] .fill');
    const line = fill?.parentElement;
    expect(line && getComputedStyle(line).outlineStyle).to.equal('solid');
    expect(fill && line && contrast(groundOf(fill), groundOf(line))).to.be.above(3);
  });
});

describe('the contrast', () => {
  const swapped = {
    '--sse-color-surface': '#0b2545',
    '--sse-color-raised': '#13315c',
    '--sse-color-text': '#eef4ed',
    '--sse-color-muted': '#c9d6df',
    '--sse-color-accent': '#ffd166',
    '--sse-color-on-accent': '#1b1b1b',
    '--sse-color-danger': '#ffb4a8',
    '--sse-color-warning': '#ffd166',
    '--sse-color-success': '#9be7b5',
  } as const;
  const themes = { light: {}, dark: {}, 'light, with colours of the page': swapped } as const;

  for (const [name, tokens] of Object.entries(themes)) {
    it(`[44] is enough for text and parts: ${name}`, async () => {
      document.documentElement.style.colorScheme = name === 'dark' ? 'dark' : 'light';
      for (const { chat, drawn } of [await openBusyChat(), await openDoneChat()]) {
        for (const [token, value] of Object.entries(tokens)) chat.style.setProperty(token, value);
        // No colour on its way to another, and no pulse.
        await emulate({ 'prefers-reduced-motion': 'reduce' });
        await drawn();
        expect([...faintTexts(chat), ...faintParts(chat)]).to.deep.equal([]);
      }
    });
  }
});
