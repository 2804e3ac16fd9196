import type { SseChat } from '../src/index.js';
import { conversations } from './backend/index.js';
import { markup } from './markup.js';
import { systems, type System } from './systems.js';

/** Fills the page: the element at work, what to say to it, and the HTML that makes it. */
export function createStage(page: HTMLElement): void {
  const find = (selector: string): Element => {
    const found = page.querySelector(selector);
    if (!found) throw new Error(`Expected ${selector} in the page`);
    return found;
  };
  const form = find('.own') as HTMLFormElement;
  let system: System = systems[0] as System;
  let chat = createChat(system.attributes);

  const show = (attributes: Readonly<Record<string, string>>): void => {
    chat = createChat(attributes);
    find('.stage').replaceChildren(chat);
    find('.code code').textContent = markup('sse-chat', attributes);
  };

  const choose = (next: System): void => {
    system = next;
    show(system.attributes);
    find('.about').textContent = system.about;
    for (const button of find('.systems').querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.textContent === system.title));
    }
    find('.suggestions').replaceChildren(
      ...conversations[system.dialect].map(({ title, prompt, note }) => {
        const item = document.createElement('li');
        const button = createButton(title, () => void chat.send(prompt));
        button.append(Object.assign(document.createElement('small'), { textContent: note }));
        item.append(button);
        return item;
      }),
    );
  };

  find('.systems').replaceChildren(
    ...systems.map((each) => createButton(each.title, () => choose(each))),
  );
  find('select').replaceChildren(
    ...['auto', ...systems.map(({ dialect }) => dialect)].map((name) => new Option(name)),
  );
  find('.copy').addEventListener('click', () => {
    void navigator.clipboard.writeText(find('.code code').textContent);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = ['endpoint', 'dialect', 'headers'].map((name) => [name, fieldValue(form, name)]);
    show(Object.fromEntries(given.filter(([, value]) => value !== '')) as Record<string, string>);
  });
  form.addEventListener('reset', () => choose(system));
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-toggle]');
    if (button) toggle(button as HTMLElement);
  });
  // Follows the system until somebody presses it.
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  find('[data-toggle=scheme]').setAttribute('aria-pressed', String(isDark));
  choose(system);
}

function createChat(attributes: Readonly<Record<string, string>>): SseChat {
  const chat = document.createElement('sse-chat');
  for (const [name, value] of Object.entries(attributes)) chat.setAttribute(name, value);
  return chat;
}

function createButton(text: string, press: () => void): HTMLButtonElement {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: text,
  });
  button.addEventListener('click', press);
  return button;
}

function fieldValue(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement
    ? field.value.trim()
    : '';
}

function toggle(button: HTMLElement): void {
  const root = document.documentElement;
  const isOn = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(isOn));
  if (button.dataset['toggle'] === 'scheme') {
    root.classList.toggle('dark', isOn);
    root.classList.toggle('light', !isOn);
  } else if (button.dataset['toggle'] === 'direction') root.dir = isOn ? 'rtl' : 'ltr';
  else root.classList.toggle('narrow', isOn);
}
