import { isRecord } from './wire-data.js';

/** Values by the names that placeholders use. One that is undefined is not known (yet). */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** A template that cannot be filled: a mistake of the page's author. */
export class TemplateError extends TypeError {}

const PLACEHOLDER = /\{\{\s*([\w-]+)\s*\}\}/g;
const WHOLE_PLACEHOLDER = /^\{\{\s*([\w-]+)\s*\}\}$/;

/**
 * Fills a JSON template. A string that is one placeholder, such as `"{{messages}}"`, becomes the
 * value itself; a member or element whose value is not known is left out. Inside longer strings
 * placeholders are replaced as text. What is put in is not looked at again, so that a message may
 * contain `{{user}}`. Keys stay as they are.
 * @throws TemplateError for a placeholder that has no value of its name.
 */
export function fillTemplate(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) {
    return template.map((item) => fillTemplate(item, values)).filter(isKnown);
  }
  if (!isRecord(template)) return template;
  const members = Object.entries(template).map(
    ([key, member]) => [key, fillTemplate(member, values)] as const,
  );
  return Object.fromEntries(members.filter(([, member]) => isKnown(member)));
}

function fillText(text: string, values: TemplateValues): unknown {
  const name = WHOLE_PLACEHOLDER.exec(text)?.[1];
  if (name !== undefined) return valueOf(name, values);
  return text.replace(PLACEHOLDER, (_, part: string) => toText(valueOf(part, values)));
}

function valueOf(name: string, values: TemplateValues): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  const names = Object.keys(values).map((known) => `{{${known}}}`);
  throw new TemplateError(
    `Expected one of ${names.join(', ')} in the template, found {{${name}}}.`,
  );
}

/** A value as part of a text: JSON, but strings as they are and nothing for what is not known. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isKnown(value: unknown): boolean {
  return value !== undefined;
}
