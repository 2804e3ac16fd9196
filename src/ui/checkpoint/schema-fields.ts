/** One value of a form. Text from the wire: show it as such. */
export interface Field {
  /** Names of the members that lead to it: one, or two. */
  readonly path: readonly string[];
  readonly label: string;
  readonly description?: string;
  readonly isRequired: boolean;
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'choices';
  /** What can be chosen, as JSON text with what it is called. */
  readonly options: readonly { readonly json: string; readonly label: string }[];
  /** What is there before anybody has filled it in, as JSON text. */
  readonly initial?: string;
  readonly bounds: Bounds;
}

/** What a value must keep to. Patterns are left to the server: one from the wire could take for ever. */
interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

type Schema = Readonly<Record<string, unknown>>;

/**
 * The fields of a form for a schema: an object of texts, numbers, yes or no, one of a list, some of a list,
 * and objects of those. Undefined for any other schema, whose answer has to be written as JSON.
 */
export function fieldsOf(schema: unknown, path: readonly string[] = []): Field[] | undefined {
  const properties = own(schema, 'properties');
  if (own(schema, 'type') !== 'object' || !isSchema(properties) || path.length > 1)
    return undefined;
  const required = listOf(own(schema, 'required'));
  const fields: Field[] = [];
  for (const [name, inner] of Object.entries(properties)) {
    const place = [...path, name];
    if (!isSchema(inner)) return undefined;
    const nested = own(inner, 'type') === 'object' ? fieldsOf(inner, place) : undefined;
    const field = nested ?? fieldOf(inner, place, required.includes(name));
    if (field === undefined) return undefined;
    fields.push(...(Array.isArray(field) ? field : [field]));
  }
  return fields;
}

function fieldOf(schema: Schema, path: readonly string[], isRequired: boolean): Field | undefined {
  const type = own(schema, 'type');
  const items = own(schema, 'items');
  const options = optionsOf(type === 'array' ? items : schema);
  const kind = kindOf(type, options.length > 0);
  if (kind === undefined) return undefined;
  const [title, description, initial] = ['title', 'description', 'default'].map((name) =>
    own(schema, name),
  );
  return {
    ...{ path, isRequired, kind, options },
    label: typeof title === 'string' && title !== '' ? title : path.join(' / '),
    ...(typeof description === 'string' && description !== '' && { description }),
    ...(initial !== undefined && { initial: JSON.stringify(initial) }),
    bounds: boundsOf(schema),
  };
}

function kindOf(type: unknown, hasOptions: boolean): Field['kind'] | undefined {
  if (type === 'array') return hasOptions ? 'choices' : undefined;
  if (hasOptions) return 'choice';
  if (type === 'string') return 'text';
  return type === 'number' || type === 'integer' || type === 'boolean' ? type : undefined;
}

/** `enum`, with `enumNames` if there are any, or a `oneOf` or `anyOf` of constants. */
function optionsOf(schema: unknown): Field['options'] {
  const names = listOf(own(schema, 'enumNames'));
  const values = listOf(own(schema, 'enum'));
  if (values.length > 0) return values.map((value, index) => option(value, names[index]));
  const constants = [...listOf(own(schema, 'oneOf')), ...listOf(own(schema, 'anyOf'))];
  return constants.every((each) => own(each, 'const') !== undefined)
    ? constants.map((each) => option(own(each, 'const'), own(each, 'title')))
    : [];
}

function option(value: unknown, name: unknown): Field['options'][number] {
  const json = JSON.stringify(value);
  const label = typeof value === 'string' ? value : json;
  return { json, label: typeof name === 'string' && name !== '' ? name : label };
}

function boundsOf(schema: Schema): Bounds {
  const names = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];
  const given = names.map((name) => [name, own(schema, name)] as const);
  return Object.fromEntries(given.filter(([, bound]) => typeof bound === 'number'));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: unknown, name: string): unknown {
  return isSchema(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
