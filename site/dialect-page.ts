import { conversations } from '../demo/backend/conversations.js';
import type { System } from '../demo/systems.js';
import { codeBlock } from './code.js';
import { Html, markup } from './html.js';
import type { Page } from './layout.js';
import { sayings } from './live.js';
import { readProjectFile, renderMarkdown } from './markdown.js';
import { sectionHeading, toHeading } from './pieces.js';

/** A recorded stream of each dialect that shows most of it. */
const recorded: Readonly<Record<System['dialect'], string>> = {
  'assistant-status': 'status',
  'iterative-planning': 'plan',
  'agent-chat': 'todo',
  'thinking-feed': 'triage',
  'operation-progress': 'chart',
};

/** A page for one dialect: its own text, a live example, a whole stream, and what is tested of it. */
export function dialectPage(system: System): Page {
  const { dialect, about } = system;
  const file = `docs/dialects/${dialect}.md`;
  return {
    path: `dialects/${dialect}.html`,
    title: `The dialect ${dialect}`,
    name: dialect,
    description: about,
    render: ({ addressOf }) => {
      const { body, headings } = renderMarkdown(readProjectFile(file), { file, addressOf });
      const stream = readProjectFile(`test/fixtures/${dialect}/${recorded[dialect]}.sse`);
      return {
        headings: [...headings, ...['Try it', 'A whole stream', 'What is tested'].map(toHeading)],
        body: markup`${body} ${sectionHeading('Try it')} ${liveSystem(system, 4)}
          ${sectionHeading('A whole stream')}
          <p>As it came from a server. It is replayed in a test, whole and cut at every byte.</p>
          ${codeBlock(stream, 'sse', `${recorded[dialect]}.sse`)} ${sectionHeading('What is tested')}
          <p>
            Each line has a test of its own in the repository, most of them one in browsers against
            a server as well.
          </p>
          <ul>
            ${promises(dialect).map((promise) => markup`<li>${promise}</li>`)}
          </ul>`,
      };
    },
  };
}

/** A chat for a system of the mock backend, with the first things that can be said to it. */
export function liveSystem({ dialect, attributes }: System, count: number): Html {
  const prompts = conversations[dialect].slice(0, count).map(({ prompt }) => prompt);
  return markup`<div class="live" data-live inert>
    ${sayings(prompts)}
    <div class="stage"><sse-chat ${toAttributes(attributes)}></sse-chat></div>
  </div>`;
}

function toAttributes(attributes: Readonly<Record<string, string>>): Html {
  const given = Object.entries(attributes).map(([name, value]) => markup` ${name}="${value}"`);
  return markup`${given}`;
}

/** The first column of the dialect's table in docs/systems.md. */
function promises(dialect: string): readonly Html[] {
  const table = readProjectFile('docs/systems.md');
  const [, section = ''] = table.split(`\n## \`${dialect}\`\n`);
  const [own = ''] = section.split('\n## ');
  const rows = own.split('\n').filter((line) => line.startsWith('| ') && line.includes('.test.ts'));
  const place = { file: 'docs/systems.md', addressOf: () => undefined };
  return rows.map((row) => {
    const { text } = renderMarkdown(row.split('|')[1]?.trim() ?? '', place).body;
    return new Html(text.replace(/^<p>|<\/p>\s*$/g, ''));
  });
}
