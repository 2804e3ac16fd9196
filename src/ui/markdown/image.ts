import { checkImage, isImageAllowed } from './links.js';
import { createNode, element, type View } from './view.js';
import { words } from './words.js';

export interface ImageSettings {
  readonly base: string;
  readonly allowImages: string;
  readonly loadedImages: Set<string>;
}

/**
 * An image that is not there until the reader has asked for it, or the page has allowed its origin:
 * the request alone could carry away what stands in the conversation.
 */
export function imageView(url: string, alt: string, settings: ImageSettings): View {
  const checked = checkImage(url, settings.base);
  if (!checked.isAllowed) {
    const note = element('span', { class: 'note' }, [words.blockedImage]);
    return element('span', { class: 'blocked' }, alt === '' ? [note] : [alt, ' ', note]);
  }
  const { href, host } = checked;
  const isAllowed = isImageAllowed(href, settings.allowImages);
  return {
    // An image that was asked for is still the same piece: it is not made again.
    key: `${isAllowed ? 'allowed' : 'asked for'} ${href} ${alt}`,
    create: () => {
      const place = document.createElement('span');
      place.className = 'image';
      const image = { href, alt, host: host === '' ? words.embedded : host };
      if (isAllowed || settings.loadedImages.has(href)) place.append(createImage(image));
      else place.append(createButton(image, place, settings.loadedImages));
      return place;
    },
  };
}

interface Image {
  readonly href: string;
  readonly alt: string;
  readonly host: string;
}

function createButton(image: Image, place: Element, loaded: Set<string>): Node {
  const { alt, host } = image;
  const button = createNode(
    element('button', { type: 'button', part: 'image' }, [
      element('span', {}, [alt === '' ? words.loadImage : `${words.loadImage}: ${alt}`]),
      element('span', { class: 'host', part: 'host' }, [host]),
    ]),
  );
  button.addEventListener('click', () => {
    loaded.add(image.href);
    const shown = createImage(image);
    place.replaceChildren(shown);
    // The button had the focus and is gone.
    focus(shown);
  });
  return button;
}

function createImage({ href, alt, host }: Image): HTMLElement {
  const image = document.createElement('img');
  image.alt = alt;
  image.decoding = 'async';
  image.referrerPolicy = 'no-referrer';
  image.crossOrigin = 'anonymous';
  image.addEventListener('error', () => {
    const hadFocus = image.matches(':focus');
    const note = element('span', { class: 'note' }, [`${words.imageFailed} (${host})`]);
    const failed = document.createElement('span');
    failed.className = 'blocked';
    failed.append(...[alt, ' ', note].map(createNode));
    image.replaceWith(failed);
    if (hadFocus) focus(failed);
  });
  image.src = href;
  return image;
}

function focus(node: HTMLElement): void {
  node.tabIndex = -1;
  node.focus();
}
