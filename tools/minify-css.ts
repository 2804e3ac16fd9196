// Styles and markup stand in templates, which no minifier looks into.
import type { Plugin } from 'vite';

/** Takes comments and needless white space out of the templates of the library's elements. */
export function minifyCss(): Plugin {
  return {
    name: 'minify-css',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/ui\/.*\.ts$/ },
      handler: (code) => ({
        // Indentation means nothing in markup, and nothing in code.
        code: code.replace(/(?<=\bcss`)[^`]*(?=`)/g, squeeze).replace(/\n[ \t]+/g, '\n'),
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
    .replace(/: /g, ':')
    .trim();
}
