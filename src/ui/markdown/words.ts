/** What the element says by itself. */
export const words = {
  code: 'Code',
  copy: 'Copy',
  copied: 'Copied',
  wrap: 'Wrap',
  copyFailed: 'Selected: press Ctrl+C to copy',
  table: 'Table',
  formula: 'Formula',
  blockedLink: '[blocked link]',
  blockedImage: '[blocked image]',
  opens: (host: string) => `opens ${host}`,
  loadImage: 'Load image',
  imageFailed: 'Image could not be loaded',
  embedded: 'embedded',
  footnotes: 'Footnotes',
  footnote: (number: number) => `Footnote ${number}`,
  back: (number: number) => `Back to text, footnote ${number}`,
} as const;
