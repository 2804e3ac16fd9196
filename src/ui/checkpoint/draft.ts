import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { parseJson, type DecisionDetails } from '../../session/index.js';
import { prettyJson } from '../pretty-json.js';
import { visibleText } from '../visible-text.js';
import type { Question } from '../question.js';
import { answerOf } from './form-answer.js';
import { jsonDiff, type JsonChange } from './json-diff.js';
import { renderField, valuesOf } from './render-field.js';
import { fieldsOf, type Field } from './schema-fields.js';

/** What a person writes before they answer: other arguments, or what a schema asks for. */
export class Draft {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #question: Question | undefined;
  #fields: readonly Field[] | undefined;
  #errors: ReadonlyMap<number, string> = new Map();
  /** What was written as JSON; undefined as long as nobody writes any. */
  #text: string | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
  }

  /** Begins anew where another question is asked. What was written to the same one stays. */
  use(question: Question | undefined): void {
    const isSame = question?.checkpoint.seq === this.#question?.checkpoint.seq;
    this.#question = question;
    const { schema } = question?.checkpoint ?? {};
    this.#fields = schema && fieldsOf(schema);
    if (isSame) return;
    this.#errors = new Map();
    this.#text = schema && !this.#fields ? '' : undefined;
  }

  /** Whether an approval would bring other arguments. */
  get hasChanges(): boolean {
    return (this.#changes?.length ?? 0) > 0;
  }

  /** Why what is written cannot be sent. */
  get problem(): string {
    if (this.#text === undefined || parseJson(this.#text).ok) return '';
    return this.#text.trim() === ''
      ? 'Write your answer first.'
      : 'What you have written is no JSON.';
  }

  render(): TemplateResult | typeof nothing {
    const { checkpoint, json = '' } = this.#question ?? {};
    if (checkpoint?.schema) {
      return html`${keyed(checkpoint.seq, this.#fields ? this.#renderForm(this.#fields) : this.#renderPlain())}`;
    }
    if (!checkpoint?.canEdit || !parseJson(json).ok) return nothing;
    if (this.#text !== undefined) return html`${keyed(checkpoint.seq, this.#renderEditor(json))}`;
    return html`<button type="button" class="small" @click=${this.#edit}>
      Edit the arguments
    </button>`;
  }

  /** What goes along with an approval. Undefined where something has to be mended first; it has the focus. */
  take(): DecisionDetails | undefined {
    const text = this.#text;
    if (this.problem !== '') return undefined;
    if (this.#fields) {
      const answer = answerOf(
        this.#fields,
        this.#fields.map((_, index) => valuesOf(this.#root, index)),
      );
      if ('json' in answer) return { answer: valueOf(answer.json), answerText: answer.json };
      this.#errors = answer.errors;
      this.#host.requestUpdate();
      const [first = 0] = answer.errors.keys();
      this.#root.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
      return undefined;
    }
    if (text === undefined) return {};
    if (this.#question?.checkpoint.schema) return { answer: valueOf(text), answerText: text };
    return this.hasChanges ? { edits: valueOf(text), editsText: text } : {};
  }

  get #root(): ParentNode {
    return this.#host.renderRoot;
  }

  get #changes(): readonly JsonChange[] | undefined {
    return this.#text === undefined || this.#question?.checkpoint.schema
      ? undefined
      : jsonDiff(this.#question?.json ?? '', this.#text);
  }

  #renderForm(fields: readonly Field[]): TemplateResult {
    return html`<div class="form" role="group" aria-label="Your answer">
      ${fields.map((field, index) => renderField(field, index, this.#errors.get(index)))}
    </div>`;
  }

  #renderPlain(): TemplateResult {
    const schema = prettyJson(JSON.stringify(this.#question?.checkpoint.schema), Infinity).text;
    return html`<label class="feedback">
        Your answer, as JSON
        <textarea class="json" rows="4" spellcheck="false" @input=${this.#write}></textarea>
      </label>
      <details>
        <summary>What it must look like (JSON Schema)</summary>
        <pre
          tabindex="0"
          role="region"
          aria-label="JSON Schema"
        ><code>${visibleText(schema)}</code></pre>
      </details>`;
  }

  #renderEditor(json: string): TemplateResult {
    const start = prettyJson(json, Infinity).text;
    const rows = Math.min(10, start.split('\n').length + 1);
    const changes = this.#changes ?? [];
    return html`<label class="feedback">
        Arguments to use instead, as JSON
        <textarea
          class="json"
          rows=${rows}
          spellcheck="false"
          aria-invalid=${this.problem === '' ? 'false' : 'true'}
          aria-describedby="reason"
          .defaultValue=${start}
          @input=${this.#write}
        ></textarea>
      </label>
      ${
        changes.length === 0
          ? html`<p class="label">Nothing is changed.</p>`
          : html`<dl class="facts diff" aria-label="What you change">
              ${changes.map(renderChange)}
            </dl>`
      }`;
  }

  readonly #write = ({ target }: Event): void => {
    if (target instanceof HTMLTextAreaElement) this.#text = target.value;
    this.#host.requestUpdate();
  };

  readonly #edit = (): void => {
    this.#text = prettyJson(this.#question?.json ?? '', Infinity).text;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#root.querySelector<HTMLElement>('textarea.json')?.focus(),
    );
  };
}

function renderChange({ after, before, path }: JsonChange): TemplateResult {
  return html`<div>
    <dt class="exact"><bdi>${visibleText(path === '' ? 'all' : path)}</bdi></dt>
    <dd>
      ${
        before === undefined
          ? nothing
          : html`<del><span class="hidden">was </span>${visibleText(before)}</del>`
      }
      ${
        after === undefined
          ? html`<span class="label">taken out</span>`
          : html`<ins><span class="hidden">now </span>${visibleText(after)}</ins>`
      }
    </dd>
  </div>`;
}

function valueOf(json: string): unknown {
  const parsed = parseJson(json);
  return parsed.ok ? parsed.value : undefined;
}
