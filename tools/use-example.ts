// What a person does in each example app, and what they must see.
import type { Page } from 'puppeteer-core';

/**
 * Sends a message, reads the answer, changes an attribute, plans, approves, and leaves.
 * @throws Error what was expected and did not come, or what the page complained of.
 */
export async function useExample(page: Page, url: string): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.setDefaultTimeout(15_000);
  // High enough to show the whole page.
  await page.setViewport({ width: 1000, height: 1000 });
  await page.goto(url);

  await say(page, 'What is the weather in Tokyo?');
  await sees(page, 'clear in Tokyo.');
  await counts(page, '1');

  await press(page, 'Plan something');
  await say(page, 'Enter the Nordic market');
  await sees(page, 'Checkpoint 1');
  await press(page, 'Approve');
  await sees(page, 'Hire a country lead');
  await counts(page, '2');

  await press(page, 'Leave');
  await expects('the chat to be gone', () =>
    page.waitForFunction(() => document.querySelector('sse-chat') === null),
  );
  if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
}

function say(page: Page, text: string): Promise<void> {
  return expects(`to send "${text}"`, async () => {
    await page.locator('::-p-aria(Message[role="textbox"])').click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  });
}

function press(page: Page, name: string): Promise<void> {
  return expects(`a button "${name}" that can be pressed`, async () => {
    const button = page.locator(`::-p-aria(${name}[role="button"])`);
    await button.filter((element) => element.getAttribute('aria-disabled') !== 'true').click();
  });
}

/** Waits until the text can be read somewhere on the page, in whatever shadow root. */
function sees(page: Page, text: string): Promise<void> {
  return expects(`to read "${text}"`, () => page.locator(`::-p-text(${text})`).wait());
}

function counts(page: Page, count: string): Promise<void> {
  return expects(`to count ${count} answers`, () =>
    page.waitForFunction((due) => document.getElementById('count')?.textContent === due, {}, count),
  );
}

async function expects(what: string, step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (cause) {
    throw new Error(`Expected ${what}`, { cause });
  }
}
