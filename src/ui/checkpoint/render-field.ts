import { html, nothing, type TemplateResult } from 'lit';
import { humanised } from '../humanised.js';
import { visibleText } from '../visible-text.js';
import type { Field } from './schema-fields.js';

/** One field of a form, with what is wrong with it. Nothing is chosen that the server has not chosen. */
export function renderField(field: Field, index: number, error?: string): TemplateResult {
  const { description, isRequired, kind, label, options } = field;
  const name = html`<span class="name" dir="auto"
    >${visibleText(humanised(label))}${isRequired ? nothing : html` <span class="label">(optional)</span>`}</span
  >`;
  const about = html`${
    description === undefined
      ? nothing
      : html`<span class="label" dir="auto">${visibleText(description)}</span>`
  }${error === undefined ? nothing : html`<span class="mistake">${error}</span>`}`;
  const notes = error === undefined ? 'false' : 'true';
  if (kind === 'boolean') {
    return html`<label class="tick">
      <input
        type="checkbox"
        data-field=${index}
        value="true"
        ?checked=${field.initial === 'true'}
      />
      <span>${name} ${about}</span>
    </label>`;
  }
  if (kind === 'choice' || kind === 'choices') {
    const isOne = kind === 'choice';
    const initial = field.initial ?? '';
    const chosen = isOne ? [initial] : elementsOf(initial);
    return html`<fieldset aria-invalid=${notes}>
      <legend>${name}</legend>
      ${about}
      ${options.map(
        (option) =>
          html`<label class="tick">
            <input
              type=${isOne ? 'radio' : 'checkbox'}
              name=${`field-${index}`}
              data-field=${index}
              .value=${option.json}
              ?checked=${chosen.includes(option.json)}
            />
            <span dir="auto">${visibleText(option.label)}</span>
          </label>`,
      )}
    </fieldset>`;
  }
  return html`<label class="field">
    ${name}
    <input
      type="text"
      inputmode=${kind === 'text' ? 'text' : kind === 'integer' ? 'numeric' : 'decimal'}
      data-field=${index}
      dir=${kind === 'text' ? 'auto' : 'ltr'}
      aria-invalid=${notes}
      aria-required=${isRequired ? 'true' : 'false'}
      .defaultValue=${textOf(field.initial)}
    />
    ${about}
  </label>`;
}

/** What stands in a field: what was written, or the JSON texts of what was chosen. */
export function valuesOf(root: ParentNode, index: number): string[] {
  const inputs = [...root.querySelectorAll<HTMLInputElement>(`input[data-field="${index}"]`)];
  return inputs.filter(({ checked, type }) => type === 'text' || checked).map(({ value }) => value);
}

function textOf(json = ''): string {
  return json.startsWith('"') ? String(JSON.parse(json)) : json;
}

function elementsOf(json: string): string[] {
  const list: unknown = json === '' ? [] : JSON.parse(json);
  return Array.isArray(list) ? list.map((each) => JSON.stringify(each)) : [];
}
