import { codeBlock } from './code.js';
import { Html, markup } from './html.js';

/**
 * Markup at work on the mock backend, and the same markup to read. A comment in front says what there is to
 * say: `<!-- say: Plan a two-day team retreat | Enter the Nordic market -->`.
 */
export function renderLive(source: string): Html {
  const [, said = ''] = /^<!-- say: (.*?) -->\n/.exec(source) ?? [];
  const prompts = said.split(' | ').filter((prompt) => prompt !== '');
  const example = source.replace(/^<!--.*?-->\n/, '');
  return markup`<div class="live" data-live inert>
      ${sayings(prompts)}
      <div class="stage">${new Html(example)}</div>
    </div>
    ${codeBlock(example, 'xml', 'The HTML of this example')}`;
}

export function sayings(prompts: readonly string[]): Html {
  if (prompts.length === 0) return new Html('');
  return markup`<p class="say">
    Say: ${prompts.map((prompt) => markup`<button type="button" data-say>${prompt}</button> `)}
  </p>`;
}
