import type { Field } from './schema-fields.js';

/** An answer as JSON text, or what is wrong with each field by its place in the list. */
export type FormAnswer =
  | { readonly json: string }
  | { readonly errors: ReadonlyMap<number, string> };

/**
 * Makes an answer of what was filled in.
 * @param values - For each field what stands in it; for lists the JSON texts that were chosen.
 */
export function answerOf(
  fields: readonly Field[],
  values: readonly (readonly string[])[],
): FormAnswer {
  const errors = new Map<number, string>();
  const members = new Map<string, Map<string, string> | string>();
  fields.forEach((field, index) => {
    const given = values[index] ?? [];
    const error = errorIn(field, given);
    if (error !== '') return void errors.set(index, error);
    const json = jsonOf(field, given);
    if (json === undefined) return;
    const [name = '', inner] = field.path;
    if (inner === undefined) return void members.set(name, json);
    const known = members.get(name);
    const group = typeof known === 'object' ? known : new Map<string, string>();
    members.set(name, group.set(inner, json));
  });
  return errors.size > 0 ? { errors } : { json: written(members) };
}

function jsonOf({ isRequired, kind }: Field, values: readonly string[]): string | undefined {
  const [value = ''] = values;
  switch (kind) {
    case 'choices':
      return values.length === 0 && !isRequired ? undefined : `[${values.join()}]`;
    case 'boolean':
      return value === '' ? 'false' : 'true';
    case 'text':
      return value === '' && !isRequired ? undefined : JSON.stringify(value);
    default:
      return value === '' ? undefined : value;
  }
}

function errorIn({ bounds, isRequired, kind }: Field, values: readonly string[]): string {
  const [value = ''] = values;
  const { minimum = -Infinity, maximum = Infinity, minLength = 0, maxLength = Infinity } = bounds;
  const { minItems = 0, maxItems = Infinity } = bounds;
  if (kind === 'choices') {
    if (values.length < minItems) return `Choose at least ${minItems}.`;
    return values.length > maxItems ? `Choose at most ${maxItems}.` : '';
  }
  if (kind === 'boolean') return '';
  if (value === '') return isRequired ? 'This is needed.' : '';
  if (kind === 'text') {
    const { length } = [...value];
    if (length < minLength) return `Write at least ${minLength} characters.`;
    return length > maxLength ? `Write at most ${maxLength} characters.` : '';
  }
  if (kind === 'choice') return '';
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(value);
  if (!isNumber) return 'Write a number, such as 12.5.';
  const number = Number(value);
  if (kind === 'integer' && !Number.isInteger(number)) return 'Write a whole number.';
  if (number < minimum) return `Write a number from ${minimum} on.`;
  return number > maximum ? `Write a number up to ${maximum}.` : '';
}

function written(members: ReadonlyMap<string, ReadonlyMap<string, string> | string>): string {
  const all = [...members].map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${typeof value === 'string' ? value : written(value)}`,
  );
  return `{${all.join()}}`;
}
