// A page that was drawn on a server, for the test that takes it over in a browser.
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import '../src/ui/define.js';

const elements = html`
  <sse-chat endpoint="/backend/message" dialect="assistant-status">
    <h2 slot="header">Ask away</h2>
    <p slot="empty">What was here before any script.</p>
    <b slot="avatar-assistant">R</b>
  </sse-chat>
  <sse-markdown><p>Some words</p></sse-markdown>
`;

/**
 * The page as HTML. It keeps what it was before its scripts ran, for comparison.
 *
 * @param script - Where its script is: a module, or the file that a page takes with one tag.
 */
export async function renderPage(script: string): Promise<string> {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Drawn on a server</title>
  </head>
  <body>
    ${await collectResult(render(elements))}
    <script>
      const chat = document.querySelector('sse-chat');
      window.before = {
        log: chat.shadowRoot.querySelector('.log'),
        box: chat.getBoundingClientRect().toJSON(),
        text: chat.shadowRoot.textContent,
      };
    </script>
    <script type="module" src="${script}"></script>
  </body>
</html>`;
}
