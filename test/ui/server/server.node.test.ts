// Elements drawn where there is no document: on a server, with their light DOM as it is.
import { readFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import '../../../src/ui/define.js';

const draw = (template: TemplateResult): Promise<string> => collectResult(render(template));

const tags: Readonly<Record<string, TemplateResult>> = {
  'sse-chat': html`<sse-chat endpoint="/ask"><p slot="empty">Loading</p></sse-chat>`,
  'sse-source': html`<sse-source endpoint="/ask"><p>Loading</p></sse-source>`,
  'sse-thinking': html`<sse-thinking endpoint="/ask"><p>Loading</p></sse-thinking>`,
  'sse-progress': html`<sse-progress endpoint="/ask"><p>Loading</p></sse-progress>`,
  'sse-checkpoint': html`<sse-checkpoint endpoint="/ask"><p>Loading</p></sse-checkpoint>`,
  'sse-markdown': html`<sse-markdown><p>Loading</p></sse-markdown>`,
};

const { exports } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { readonly exports: Readonly<Record<string, string | { readonly default: string }>> };

/** The sources of what the package exports, but for what is made of the manifest; one dialect stands for all. */
const entries = Object.values(exports).flatMap((entry) => {
  const path = typeof entry === 'string' ? '' : entry.default;
  const name = /^\.\/dist\/(.+)\.js$/.exec(path)?.[1]?.replace('*', 'auto');
  return name === undefined || name.startsWith('angular') ? [] : [`../../../src/${name}.ts`];
});

describe('on a server', () => {
  it('every entry can be imported, and makes no document', async () => {
    expect(entries.length).to.be.above(15);
    await Promise.all(entries.map((entry) => import(entry)));
    expect([typeof document, typeof window]).to.deep.equal(['undefined', 'undefined']);
  });

  for (const [tag, template] of Object.entries(tags)) {
    it(`<${tag}> is drawn with what it holds, and asks for nothing`, async () => {
      const drawn = await draw(template);
      expect(drawn).to.match(new RegExp(`<${tag}[^>]*>(<!--.*?-->)?<template shadowroot`));
      expect(drawn).to.include('Loading</p>');
    });
  }
});
