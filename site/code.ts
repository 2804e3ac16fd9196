import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import go from 'highlight.js/lib/languages/go';
import http from 'highlight.js/lib/languages/http';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import nginx from 'highlight.js/lib/languages/nginx';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import { Html, markup } from './html.js';

const languages = { bash, css, go, http, javascript, json, nginx, python, typescript, xml };
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
hljs.registerAliases(['sh'], { languageName: 'bash' });
hljs.registerAliases(['mjs'], { languageName: 'javascript' });
hljs.registerAliases(['astro', 'svelte', 'vue'], { languageName: 'xml' });

/** What stands above code whose file has no name. */
const captions: Readonly<Record<string, string>> = {
  ...{ bash: 'Shell', css: 'CSS', html: 'HTML', http: 'HTTP', js: 'JavaScript', nginx: 'nginx' },
  ...{ python: 'Python', sh: 'Shell', ts: 'TypeScript', typescript: 'TypeScript', xml: 'HTML' },
};

/**
 * A block of code in colours, with a button that copies it (the page's script shows it).
 *
 * @param language - A name or the ending of a file's name. Without one that is known there are no colours.
 * @param title - What stands above it: the name of a file, say.
 */
export function codeBlock(code: string, language = '', title?: string): Html {
  const text = code.trimEnd();
  const caption = title ?? captions[language] ?? 'Text';
  return markup`<figure class="code">
    <figcaption>${caption}</figcaption>
    <pre
      tabindex="0"
      role="group"
      aria-label="${caption}"
    ><code>${coloured(text, language)}</code></pre>
    <button type="button" class="copy" data-copy hidden>Copy</button>
  </figure>`;
}

function coloured(text: string, language: string): Html {
  if (language === 'sse') return new Html(colourStream(markup`${text}`.text));
  if (hljs.getLanguage(language) === undefined) return markup`${text}`;
  return new Html(hljs.highlight(text, { language }).value);
}

/** The names of fields, and comments. */
function colourStream(escaped: string): string {
  return escaped
    .replace(/^(\w+)(?=:)/gm, '<span class="hljs-attr">$1</span>')
    .replace(/^:.*/gm, '<span class="hljs-comment">$&</span>');
}
