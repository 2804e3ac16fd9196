// Makes the page hard to live on, before anything of the library has loaded. Errors are noted, as violations are.

/** @param {unknown} text */
const note = (text) => {
  const { dataset } = document.documentElement;
  dataset['errors'] = `${dataset['errors'] ?? ''}${String(text)}\n`;
};
addEventListener('error', ({ message }) => note(message));
addEventListener('unhandledrejection', ({ reason }) => note(reason));

/**
 * Puts another function in the place of one that does the same, and hides what it is.
 *
 * @param {object} owner
 * @param {readonly string[]} names
 * @param {(args: unknown[]) => unknown[]} change
 */
const patch = (owner, names, change = (args) => args) => {
  for (const name of names) {
    const original = Reflect.get(owner, name);
    /** @type {(this: unknown, ...args: unknown[]) => unknown} */
    const wrapper = function (...args) {
      return Reflect.apply(original, this, change(args));
    };
    Reflect.set(owner, name, wrapper);
  }
};

/** @type {Readonly<Record<string, () => void>>} */
const ways = {
  /** A monitor that has a word in each request. */
  'patched-fetch': () =>
    patch(window, ['fetch'], ([input, init]) => [
      input,
      Object.assign({}, init, { priority: 'low' }),
    ]),

  /** As zone.js and its like. */
  'patched-timers': () => {
    patch(window, ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'queueMicrotask']);
    patch(Promise.prototype, ['then', 'catch', 'finally']);
    patch(EventTarget.prototype, ['addEventListener', 'removeEventListener', 'dispatchEvent']);
  },

  'patched-dom': () => {
    patch(Element.prototype, ['attachShadow'], () => [{ mode: 'open' }]);
    patch(customElements, ['define', 'get', 'whenDefined']);
    patch(Node.prototype, ['appendChild', 'insertBefore', 'removeChild']);
    patch(document, ['createElement']);
  },

  'more-on-arrays': () => {
    for (const name of ['each', 'last', 'remove', 'contains', 'clone']) {
      Reflect.set(Array.prototype, name, () => 'not of this array');
    }
  },

  'more-on-objects': () => {
    for (const name of ['each', 'extend', 'size', 'inspect', 'watch']) {
      Reflect.set(Object.prototype, name, () => 'not of this object');
    }
    for (const name of ['content', 'role', 'error', 'detail', 'session_id']) {
      Reflect.set(Object.prototype, name, 'not of this object');
    }
  },

  /** All but errors: every other library gives its own a name, and those who freeze leave room for that. */
  'frozen-intrinsics': () => {
    const intrinsics = [Object, Array, Function, Promise, RegExp, Map, Set, Date, String];
    for (const intrinsic of intrinsics) {
      Object.freeze(intrinsic);
      Object.freeze(intrinsic.prototype);
    }
    for (const shared of [JSON, Math, Reflect, Symbol]) Object.freeze(shared);
  },

  'style-reset': () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = 'hostile.css';
    document.head.append(link);
  },

  /** What a chat asks is found as links are. */
  base: () =>
    addEventListener('DOMContentLoaded', () => {
      const base = document.createElement('base');
      base.href = './deeper/';
      base.target = '_top';
      document.head.append(base);
      document.querySelector('sse-chat')?.setAttribute('endpoint', '../message');
    }),

  /** As on a page that is served over plain HTTP. */
  insecure: () => {
    for (const name of ['randomUUID', 'subtle']) {
      Object.defineProperty(Crypto.prototype, name, { value: undefined });
    }
    for (const name of ['locks', 'clipboard', 'serviceWorker']) {
      Object.defineProperty(Navigator.prototype, name, { value: undefined });
    }
  },

  /** Names of the page's own that lead to elements. */
  clobbered: () => {
    const names = ['body', 'activeElement', 'visibilityState', 'baseURI', 'fonts', 'fetch'];
    for (const name of [...names, 'trustedTypes', 'customElements', 'location', 'navigator']) {
      const image = document.createElement('img');
      image.name = name;
      image.id = name;
      image.alt = '';
      document.head.append(image);
    }
  },
};

ways[new URLSearchParams(location.search).get('way') ?? '']?.();
