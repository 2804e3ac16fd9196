/** Buttons that put a theme of the package on the example below them. */
export function previewThemes(): void {
  const place = document.querySelector('[data-themes]');
  if (!place) return;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  place.addEventListener('click', ({ target }) => {
    const address = target instanceof HTMLElement ? target.dataset['theme'] : undefined;
    if (address !== undefined) void show(address);
  });

  async function show(address: string): Promise<void> {
    // On a page of its own a theme is for everything; here, for the example only.
    const text = address === '' ? '' : await (await fetch(address)).text();
    sheet.replaceSync(text.replaceAll(':root', '[data-themed]'));
    for (const button of place?.querySelectorAll<HTMLElement>('[data-theme]') ?? []) {
      button.setAttribute('aria-pressed', String(button.dataset['theme'] === address));
    }
  }
}
