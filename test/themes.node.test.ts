// The ready themes set what there is to set, and can be read.
import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { contrast } from './support/contrast.js';

const root = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const themes = readdirSync(new URL('themes/', root));
const { exports, files } = JSON.parse(read('package.json')) as {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
};

const styles = [
  'theme.ts',
  ...readdirSync(new URL('src/ui/', root), { recursive: true, encoding: 'utf8' }),
]
  .filter((file) => file === 'theme.ts' || file.endsWith('.styles.ts'))
  .map((file) => ({ file, code: read(`src/ui/${file}`) }));

/** Each token that is read somewhere, with what it is where no page sets it. */
const defaults = new Map(
  styles.flatMap(({ code }) =>
    Array.from(
      code.matchAll(/var\((--sse-[\w-]+),\s*((?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+)\)/g),
      ([, name = '', value = '']) => [name, value.trim()] as const,
    ),
  ),
);

function declared(css: string): ReadonlyMap<string, string> {
  const found = css.matchAll(/(--sse-[\w-]+):\s*([^;]+);/g);
  return new Map(Array.from(found, ([, name = '', value = '']) => [name, value]));
}

/** The colour that a token has in a theme, light or dark. */
function colourOf(token: string, theme: ReadonlyMap<string, string>, isDark: boolean): string {
  const value = theme.get(token) ?? defaults.get(token) ?? '';
  const [, inner] = /^var\(--_([\w-]+)\)$/.exec(value) ?? [];
  if (inner !== undefined) return colourOf(`--sse-color-${inner}`, theme, isDark);
  const [, light, dark] = /^light-dark\((#\w+), (#\w+)\)$/.exec(value) ?? [];
  return (isDark ? dark : light) ?? value;
}

const texts = ['text', 'muted', 'accent', 'danger', 'warning', 'success'];
const code = [...defaults.keys()].filter((name) => name.startsWith('--sse-code-'));

/** What lies upon what, and how much they must differ. */
const pairs: readonly (readonly [above: string, below: string, least: number])[] = [
  ...texts.map((name) => [`--sse-color-${name}`, '--sse-color-surface', 4.5] as const),
  ...['text', 'muted', 'accent'].map(
    (name) => [`--sse-color-${name}`, '--sse-color-raised', 4.5] as const,
  ),
  ...code.map((name) => [name, '--sse-color-raised', 4.5] as const),
  ['--sse-color-on-accent', '--sse-color-accent', 4.5],
  ['--sse-color-text', '--sse-message-user-background', 4.5],
  ['--sse-progress-fill', '--sse-progress-track', 3],
];

for (const name of ['default', ...themes]) {
  const theme = name === 'default' ? new Map<string, string>() : declared(read(`themes/${name}`));
  const only = /color-scheme: (light|dark);/.exec(
    name === 'default' ? '' : read(`themes/${name}`),
  )?.[1];

  describe(`the theme ${name}`, () => {
    for (const scheme of ['light', 'dark'].filter((each) => only === undefined || each === only)) {
      it(`can be read in ${scheme} colours`, () => {
        const poor = pairs
          .map(([above, below, least]) => {
            const [front, back] = [above, below].map((token) =>
              colourOf(token, theme, scheme === 'dark'),
            );
            return { above, below, least, is: contrast(front ?? '', back ?? '') };
          })
          .filter(({ is, least }) => !(is >= least));
        expect(poor).to.eql([]);
      });
    }

    it('sets only what the elements read', () => {
      expect([...theme.keys()].filter((token) => !defaults.has(token))).to.eql([]);
    });
  });
}

describe('the theme high-contrast.css', () => {
  it('has texts of 7:1 and lines of 3:1', () => {
    const theme = declared(read('themes/high-contrast.css'));
    for (const isDark of [false, true]) {
      const [surface = '', border = ''] = ['surface', 'border'].map((role) =>
        colourOf(`--sse-color-${role}`, theme, isDark),
      );
      expect(contrast(border, surface)).to.be.at.least(3);
      for (const role of texts) {
        expect(
          contrast(colourOf(`--sse-color-${role}`, theme, isDark), surface),
          role,
        ).to.be.at.least(7);
      }
    }
  });
});

describe('the styles of the elements', () => {
  it('have colours, sizes of text, corners and room from tokens', () => {
    const fixed = styles.flatMap(({ file, code: source }) =>
      source
        .replace(/var\(--sse-[\w-]+,[^;]*;/g, ';')
        .split('\n')
        .filter((line) =>
          /#[\da-f]{3,8}\b(?! 0)|font-size: [\d.]+(rem|px)|radius: [\d.]+rem|gap: [\d.]+rem/.test(
            line,
          ),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(fixed).to.eql([]);
  });

  it('read each token where the page can set it, and set none but by another', () => {
    for (const { file, code: source } of styles)
      expect(source, file).to.not.match(/^\s*--sse-[\w-]+:(?!.*var\(--_)/m);
  });
});

describe('the package', () => {
  it('has the themes', () => {
    expect(exports).to.have.property('./themes/*', './themes/*');
    expect(files).to.include('themes');
  });
});
