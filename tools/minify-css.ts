// Styles stand in css`` templates, which no minifier looks into.
import type { Plugin } from 'vite';

/** Takes comments and needless white space out of the css`` templates of the library. */
export function minifyCss(): Plugin {
  return {
    name: 'minify-css',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/ui\/.*\.ts$/ },
      handler: (code) => ({
        code: code.replace(/(?<=\bcss`)[^`]*(?=`)/g, squeeze),
        map: null,
      }),
    },
  };
}

function squeeze(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim();
}
