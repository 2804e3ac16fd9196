// markdown-it ships no types; this is what the site uses of it.
declare module 'markdown-it' {
  export interface Token {
    readonly type: string;
    readonly tag: string;
    readonly content: string;
    readonly info: string;
    readonly children: readonly Token[] | null;
    attrGet(name: string): string | null;
    attrSet(name: string, value: string): void;
  }

  type RenderRule = (tokens: readonly Token[], index: number) => string;

  export default class MarkdownIt {
    constructor(options: { readonly html: boolean });
    readonly renderer: {
      readonly rules: Record<string, RenderRule | undefined>;
      render(tokens: readonly Token[], options: object, environment: object): string;
      renderInline(tokens: readonly Token[], options: object, environment: object): string;
    };
    readonly options: object;
    parse(source: string, environment: object): Token[];
  }
}
