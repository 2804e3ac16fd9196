// axe looks at a chat in seven states, in light and dark colours, from left to right and from right to left.
import { expect } from '@open-wc/testing';
import 'axe-core/axe.min.js';
import type { AxeResults, RunOptions } from 'axe-core';
import { cutTrouble } from '../../src/session/connection-trouble.js';
import { ok, question, said } from '../support/event-dialect.js';
import { openStateChat, type StateChat } from '../support/open-state-chat.js';
import { deepElements, deepText } from '../support/screen.js';
import { begin } from '../support/steps.js';
import { until } from '../support/until.js';

declare global {
  interface Window {
    readonly axe: { run(element: Element, options: RunOptions): Promise<AxeResults> };
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const options: RunOptions = {
  runOnly: { type: 'tag', values: tags },
  // axe leaves it out unless it is asked for.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

const text =
  '# An answer\n\nWith [a link](https://a.example), `code` and\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
const tool = [{ type: 'tool.start', toolId: 't', name: 'search_web' }] as const;

/** Each brings a chat into one state. */
const states: Readonly<Record<string, (open: StateChat) => void>> = {
  idle: () => undefined,
  thinking: ({ take }) => {
    take({ type: 'run.start' });
    take(begin('Triage', { sort: 'agent' }));
    take(begin('list_changes', { sort: 'tool', parent: 'Triage' }));
  },
  'tool running': ({ take }) => {
    take({ type: 'run.start' });
    take(said('Let me look.'));
    for (const event of tool) take(event as never);
    take({ type: 'progress', progressId: 'p', operation: 'export', percentage: 40 });
  },
  checkpoint: ({ take }) => {
    take({ type: 'run.start' });
    take({ ...question, title: 'Send the mail?', proposal: { to: 'a@b.example' } } as never);
  },
  error: ({ take }) => {
    take({ type: 'run.start' });
    take(said('Half of'));
    take(cutTrouble);
    take({ type: 'run.end', status: 'cut' });
  },
  offline: ({ take, show }) => {
    take({ type: 'run.start' });
    take(said('Half of'));
    show({ phase: 'offline' } as never);
  },
  done: ({ take }) => {
    take({ type: 'run.start' });
    take(said(text));
    take(ok);
  },
};

/** What there is to see in each. */
const sights: Readonly<Record<string, string>> = {
  idle: 'Send a message to begin.',
  thinking: 'Thinking…',
  'tool running': 'search_web running',
  checkpoint: 'Send the mail?',
  error: 'lost before the answer was complete',
  offline: 'You are offline.',
  done: 'An answer',
};

const { documentElement: page } = document;

async function violationsOf({ chat, drawn }: StateChat): Promise<string[]> {
  await drawn();
  await until('the end of everything that ends', () =>
    deepElements(chat, '*')
      .flatMap((element) => element.getAnimations())
      .every(({ effect }) => effect?.getComputedTiming().endTime === Infinity),
  );
  const { violations } = await window.axe.run(chat, options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe('axe', () => {
  afterEach(() => {
    page.style.colorScheme = '';
    page.dir = '';
  });

  for (const [name, lead] of Object.entries(states)) {
    it(`[26] finds nothing in a chat that is ${name}, light and dark, in both directions`, async () => {
      const open = await openStateChat();
      lead(open);
      const sight = sights[name] ?? '';
      await until(sight, () => deepText(open.chat).includes(sight));
      for (const scheme of ['light', 'dark']) {
        for (const direction of ['ltr', 'rtl']) {
          page.style.colorScheme = scheme;
          page.dir = direction;
          expect(await violationsOf(open), `${scheme}, ${direction}`).to.deep.equal([]);
        }
      }
    });
  }
});
