/** Elements that the library draws for what comes from a server. */
const tags = new Set(
  (
    'a article bdi blockquote br button code dd del details dialog div dl dt em footer form h1 h2 h3 h4 h5 h6 hr ' +
    'input label li mark meter ol p path pre section slot small span strong sub summary sup svg table tbody td ' +
    'textarea th thead time tr ul circle line polyline rect g'
  ).split(' '),
);

/** Attributes that load, run, send or look like something of the page's. */
const dangerous =
  /^(?:on.*|style|src|srcset|srcdoc|data|action|formaction|poster|background|ping|xlink:href|name|is)$/;

/** How long a bar is and how high a field, set through CSSOM. */
const plainFigure = /^(?:--_[a-z]+|block-size): [\d.]+(?:px)?;$/;

/** Everything in a tree that could run, load or deceive, in words; through shadow roots. */
export function findHarm(root: Element | ShadowRoot): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...harmOf(element),
    ...(element.shadowRoot ? findHarm(element.shadowRoot) : []),
  ]);
}

/** Looks at everything that is put into a tree, for as long as it may be there; tells what was harmful. */
export function watchHarm(root: Node): () => string[] {
  const harm: string[] = [];
  const look = (records: readonly MutationRecord[]): void => {
    for (const { target, addedNodes } of records) {
      for (const node of [target, ...addedNodes]) {
        if (node instanceof Element) harm.push(...harmOf(node), ...findHarm(node));
      }
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, attributes: true, subtree: true });
  return () => {
    look(observer.takeRecords());
    observer.disconnect();
    return harm;
  };
}

function harmOf(element: Element): string[] {
  const { localName, attributes } = element;
  const isOurs = localName.startsWith('sse-') && customElements.get(localName) !== undefined;
  const harm = isOurs || tags.has(localName) ? [] : [`<${localName}>`];
  for (const { name, value } of attributes) {
    const isSet = localName === 'slot' || (name === 'style' && plainFigure.test(value));
    if (dangerous.test(name) && !isSet) harm.push(`${name}="${value}" on <${localName}>`);
    if (name === 'href' && !/^(?:https?:\/\/|mailto:)/.test(value)) harm.push(`href="${value}"`);
  }
  if (element.hasAttribute('href')) {
    const rel = element.getAttribute('rel');
    if (rel !== 'noopener noreferrer nofollow ugc') harm.push(`rel="${rel}"`);
    if (element.getAttribute('target') !== '_blank') harm.push('a link without target="_blank"');
  }
  return harm;
}

/** Addresses beyond the page's own origin that it has requested so far. */
export function foreignRequests(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((url) => !url.startsWith(location.origin));
}

/** Counts the calls of `PWN`, until it is told to stop. */
export function countRuns(): { readonly runs: number; stop(): void } {
  let runs = 0;
  Object.assign(window, { PWN: () => (runs += 1) });
  return {
    get runs() {
      return runs;
    },
    stop: () => void Reflect.deleteProperty(window, 'PWN'),
  };
}
