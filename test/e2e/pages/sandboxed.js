// A page of an opaque origin cannot be looked into: it tells by itself what was said on it.
const chat = document.querySelector('sse-chat');

async function tell() {
  const run = await chat?.send('What is the weather in Tokyo?');
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const articles = [...(chat?.shadowRoot?.querySelectorAll('article') ?? [])];
  const said = articles.map(({ textContent }) => textContent?.trim());
  parent.postMessage({ origin: self.origin, status: run?.status, said: said.join(' ') }, '*');
}

void tell();
