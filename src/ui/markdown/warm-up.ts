import { MarkdownDocument } from './document.js';

/** What most answers have in them. */
const SAMPLE = `# A

Some **text** with _marks_, \`code\` and a [link](https://example.org).

- One
- Two

1. One

> Said

\`\`\`js
code();
\`\`\`

| A | B |
| - | - |
| a | b |

End
`;

/** Characters that are drawn at a time: as many as a few tokens have. */
const STEP = 8;
/** Milliseconds that a step may take on a slow phone. */
const STEP_TIME = 5;

/**
 * Draws while nobody waits what the first answer would wait for: browsers compile code when it runs first.
 * Where a browser does not say when it is idle, nothing happens.
 */
export function warmUp(): void {
  globalThis.requestIdleCallback?.(() => {
    const steps = drawSample();
    const work = (deadline: IdleDeadline): void => {
      do steps.shift()?.();
      while (steps.length > 0 && deadline.timeRemaining() > STEP_TIME);
      if (steps.length > 0) requestIdleCallback(work);
    };
    requestIdleCallback(work);
  });
}

function drawSample(): (() => void)[] {
  const sample = new MarkdownDocument(document.createElement('div'), {
    headingLevel: 3,
    base: document.baseURI,
    allowImages: '',
    loadedImages: new Set(),
    finishCode: () => {},
  });
  const lengths = Array.from(
    { length: Math.ceil(SAMPLE.length / STEP) },
    (_, index) => (index + 1) * STEP,
  );
  return lengths.map((length) => () => {
    sample.write(SAMPLE.slice(0, length), length < SAMPLE.length);
    sample.work(() => false);
  });
}
