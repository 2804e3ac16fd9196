import { expect, fixture, html } from '@open-wc/testing';
import { hasHidden, visibleName, visibleText } from '../../src/ui/visible-text.js';

async function shown(text: string): Promise<string> {
  const element = await fixture<HTMLElement>(html`<p>${visibleText(text)}</p>`);
  return element.textContent ?? '';
}

describe('visibleText', () => {
  it('leaves plain text alone', async () => {
    expect(await shown('create_todo für 東京')).to.equal('create_todo für 東京');
  });

  const hidden = {
    'a bidi override': '\u202e',
    'a zero width space': '\u200b',
    'a word joiner': '\u2060',
    'a byte order mark': '\ufeff',
    'an escape': '\u001b',
    'a no-break space': '\u00a0',
    'a Hangul filler': '\u3164',
    'a variation selector': '\u{e0100}',
    'a tag character': '\u{e0041}',
    'a carriage return': '\r',
  };
  for (const [name, character] of Object.entries(hidden)) {
    it(`shows the code point of ${name}`, async () => {
      const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
      expect(await shown(`send${character}_email`)).to.equal(`sendU+${code}_email`);
    });
  }

  it('marks each hidden character, so that it differs from the same letters typed', async () => {
    const element = await fixture<HTMLElement>(html`<p>${visibleText('a\u200bU+200B')}</p>`);
    expect(element.querySelectorAll('mark').length).to.equal(1);
  });

  const odd = {
    'read_file ': 'read_fileU+0020',
    ' read_file': 'U+0020read_file',
    pаth: 'pаU+0430th',
    send_еmail: 'send_еU+0435mail',
    'https://аpple.com': 'https://аU+0430pple.com',
  };
  for (const [text, marked] of Object.entries(odd)) {
    it(`shows ${JSON.stringify(text)} as ${marked}`, async () => {
      expect(await shown(text)).to.equal(marked);
    });
  }

  for (const text of ['Привет, Tokyo', 'Δ t', 'naïve', '5 µm', '👩🏽‍💻 ✔️ Coder', 'é', 'مرحبا', '']) {
    it(`takes nothing for odd in "${text}"`, async () => {
      expect(await shown(text)).to.equal(text);
      expect(hasHidden(text)).to.equal(false);
    });
  }

  for (const text of ['1️0', 'a‍b', '‍👩', 'é​']) {
    it(`does not take ${JSON.stringify(text)} for a picture of several`, async () => {
      expect(hasHidden(text)).to.equal(true);
    });
  }

  it('is the same as plain text, for names that only assistive technology reads', () => {
    expect(visibleName('send‮_email')).to.equal('sendU+202E_email');
  });

  it('takes a blank at an end for hidden only where it is drawn', () => {
    expect(hasHidden(' A sentence. ')).to.equal(false);
  });
});
