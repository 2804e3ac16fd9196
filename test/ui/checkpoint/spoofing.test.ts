// Questions that try to look like others: each case of the corpus, shown as its `must` says.
import { expect } from '@open-wc/testing';
import type { StreamEventBody } from '../../../src/events/index.js';
import '../../../src/ui/define.js';
import { loadCorpus } from '../../support/corpus.js';
import { codesIn, openQuestion, type OpenQuestion } from '../../support/open-question.js';
import { button, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { deepElements, deepText } from '../../support/screen.js';

type Changes = Partial<StreamEventBody & { readonly type: 'checkpoint.open' }>;

/** A value in the place that a case names. */
function placed(field: string, value: string): Changes {
  if (field === 'summary') return { text: value, proposalText: '{"command":"rm -rf /"}' };
  if (field === 'tool.name') return { toolName: value };
  if (field === 'rawArgs') return { proposalText: value };
  const name = field.replace(/^args\.?/, '') || 'value';
  return { proposalText: JSON.stringify({ [name]: value }) };
}

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly field: string;
  readonly value: string;
}

const { cases } = await loadCorpus<{ readonly cases: readonly Case[] }>('approval-spoofing');
const texts = cases.filter(({ value }) => typeof value === 'string');

async function ask(id: string): Promise<OpenQuestion & { readonly value: string }> {
  const { field = '', value = '' } = texts.find((each) => each.id === id) ?? {};
  return { ...(await openQuestion(placed(field, value))), value };
}

describe('A question that hides something', () => {
  const marked = texts.filter(({ kind }) =>
    /bidi|Bidi|ignorable|ANSI|C1|control|pushed/.test(kind),
  );
  for (const { id } of marked) {
    it(`shows every hidden character of ${id} by its code, and warns`, async () => {
      const { element, value } = await ask(id);
      const said = deepText(dialogOf(element));
      const codes = codesIn(value);
      expect(codes).not.to.deep.equal([]);
      for (const code of codes) expect(said).to.contain(code);
      expect(said).to.match(/Contains \d+ hidden characters?: /);
    });
  }

  it('counts a run of blanks that would push the rest out of sight', async () => {
    const { element } = await ask('padding-nbsp');
    expect(deepText(dialogOf(element))).to.match(/ls\s*U\+00A0 ×4000\s*; rm -rf ~/);
  });

  it('shows a host by its real name', async () => {
    const { element } = await ask('homoglyph-host');
    expect(deepText(dialogOf(element))).to.contain('xn--pple-43d.com');
  });

  it('shows a blank at the end of a name', async () => {
    const { element } = await ask('lookalike-name');
    expect(deepText(dialogOf(element))).to.contain('Tool read_fileU+0020 on');
  });

  it('shows markup and fences as text', async () => {
    for (const id of ['name-html', 'desc-fence']) {
      const { element, value } = await ask(id);
      const dialog = dialogOf(element);
      expect(dialog.textContent).to.contain(value);
      expect(deepElements(dialog, 'img, b, .facts strong')).to.deep.equal([]);
    }
  });

  it('shows what would be done beside a summary that says something else', async () => {
    const { element } = await ask('summary-mismatch');
    expect(deepText(dialogOf(element))).to.match(/command\s+rm -rf \/.*own words\s+List files/s);
  });
});

describe('Arguments', () => {
  it('keep doubled keys, both of which are shown', async () => {
    const { element } = await ask('dup-keys');
    expect(deepText(dialogOf(element))).to.match(/path\s+\/tmp\/a\s+path\s+\/etc\/passwd/);
  });

  it('keep their digits', async () => {
    const { element } = await ask('negative-zero');
    expect(deepText(dialogOf(element))).to.contain('1e400');
  });

  it('keep keys that only look alike apart', async () => {
    const { element } = await ask('unicode-key');
    const said = deepText(dialogOf(element));
    expect(said).to.match(/Mixes Latin letters with others that look alike/);
    expect(said).to.match(/path\s+\/tmp\/x\s+pа\s*U\+0430\s*th\s+\/etc/);
  });

  it('that are too deep are shown as they came, and said to be', async () => {
    const json = '['.repeat(5_000) + ']'.repeat(5_000);
    const { element } = await openQuestion({ proposalText: json });
    expect(deepText(dialogOf(element))).to.contain('This cannot be taken apart.');
  });

  it('that are long cannot be approved before all of them was shown', async () => {
    const { element, value, ready } = await ask('long-50k');
    await ready();
    const dialog = dialogOf(element);
    expect(deepText(dialog)).to.contain('48,018 characters left out');
    expect(deepText(dialog)).to.contain('DELETE EVERYTHING');
    expect(button(element, 'Approve').getAttribute('aria-disabled')).to.equal('true');
    expect(button(element, 'Reject').getAttribute('aria-disabled')).to.equal('false');
    button(element, 'Show all of it').click();
    await drawn();
    expect(dialog.textContent).to.contain(value);
    await ready();
    expect(button(element, 'Approve').getAttribute('aria-disabled')).to.equal('false');
  });

  it('that are long hide nothing where they are cut, be it in the middle of an emoji', async () => {
    const { element } = await openQuestion({
      proposalText: JSON.stringify({ note: `x${'😀'.repeat(2_000)}y` }),
    });
    const omissions = deepElements(element, '.omission').map(deepText);
    expect(omissions).to.deep.equal(['2,004 characters left out']);
    expect(deepElements(element, '.chip')).to.deep.equal([]);
  });
});
