// The adapter for highlight.js gives tokens and touches no page, so Node will do.
import { expect } from 'chai';
import { checkTokens } from '../../../src/ui/code-token.js';
import { createHighlighter } from '../../../src/ui/markdown/highlight.js';

/** The code with each token in brackets: `[keyword const] a`. */
async function marked(code: string, language: string): Promise<string> {
  const tokens = await createHighlighter()(code, language);
  checkTokens(tokens, code.length);
  let text = '';
  let done = 0;
  for (const { kind, start, end } of tokens) {
    text += `${code.slice(done, start)}[${kind} ${code.slice(start, end)}]`;
    done = end;
  }
  return text + code.slice(done);
}

describe('the highlighter with highlight.js', () => {
  const samples: Readonly<Record<string, readonly [code: string, shown: string]>> = {
    ts: [
      'const a: string = `b${1}`; // c\n',
      '[keyword const] [attribute a]: [type string] = [string `b]${[number 1]}[string `]; [comment // c]\n',
    ],
    py: [
      '@cached\ndef f(x):\n    return None\n',
      '[attribute @cached]\n[keyword def] [function f](x):\n    [keyword return] [number None]\n',
    ],
    diff: ['+ new\n- old\n', '[inserted + new]\n[deleted - old]\n'],
    JSON: ['{"a": true}', '{[attribute "a"]: [keyword true]}'],
  };
  for (const [language, [code, shown]] of Object.entries(samples)) {
    it(`says what is what in ${language}`, async () => {
      expect(await marked(code, language)).to.equal(shown);
    });
  }

  it('knows the languages inside of another', async () => {
    const shown = await marked('<script>let a</script>', 'html');
    expect(shown).to.equal('<[keyword script]>[keyword let] a</[keyword script]>');
  });

  it('leaves code alone that is in no language it knows, or that is very long', async () => {
    expect(await marked('let a', '')).to.equal('let a');
    expect(await marked('let a', 'constructor')).to.equal('let a');
    const long = 'let a\n'.repeat(11_000);
    expect(await marked(long, 'js')).to.equal(long);
  });

  it('loads again what could not be loaded', async () => {
    const shout = () => ({ contains: [{ scope: 'keyword', begin: /[A-Z]+/ }] });
    let isOnline = false;
    const load = async () => {
      if (!isOnline) throw new TypeError('Failed to fetch');
      return { default: shout };
    };
    const highlight = createHighlighter({ languages: { shout: load } });
    const lost: unknown = await Promise.resolve(highlight('a BC', 'shout')).catch(
      (error: unknown) => error,
    );
    isOnline = true;
    expect(lost).to.be.instanceOf(TypeError);
    expect(await highlight('a BC', 'shout')).to.have.length(1);
  });

  it('knows what the page adds to it', async () => {
    const shout = () => ({ contains: [{ scope: 'keyword', begin: /[A-Z]+/ }] });
    const languages = { shout: async () => ({ default: shout }) };
    const tokens = await createHighlighter({ languages })('a BC', 'shout');
    expect(tokens).to.deep.equal([{ kind: 'keyword', start: 2, end: 4 }]);
  });
});
