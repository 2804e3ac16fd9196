import { html, nothing, type TemplateResult } from 'lit';
import { headOf, tailOf } from '../../session/cut-text.js';
import { scanJson, type JsonToken } from '../../session/index.js';
import { isDefined } from '../define-element.js';
import { humanised } from '../humanised.js';
import { prettyJson } from '../pretty-json.js';
import { hasHidden, visibleText } from '../visible-text.js';
import type { Question } from '../question.js';

/** Most characters of one value that are shown before a person asks for the whole. */
const LONG = 2_000;
/** How many of them from its end, where the sting may be. */
const TAIL = 200;

/** Markdown where the page has its element, unless that could hide something; else text as it came. */
export function renderText(text: string): TemplateResult {
  const lines = text.replaceAll('\r\n', '\n');
  return isDefined('sse-markdown') && !hasHidden(lines)
    ? html`<sse-markdown .text=${lines}></sse-markdown>`
    : html`<p class="text" dir="auto">${visibleText(lines)}</p>`;
}

/** Draws what would be done. Each value is whole or says how much of it is left out. */
export class ProposalView {
  /** Whether something is left out. */
  isCut = false;
  readonly #isWhole: boolean;
  readonly #isTool: boolean;

  constructor(question: Question, isWhole: boolean) {
    this.#isWhole = isWhole;
    this.#isTool = question.toolName !== undefined;
  }

  /** Members by name, doubled ones too, lists as lists, anything else as text. */
  render({ checkpoint: { proposal }, json }: Question): TemplateResult | typeof nothing {
    const text =
      json ?? (proposal === undefined || proposal === null ? '' : JSON.stringify(proposal));
    if (text === '') return nothing;
    const members = membersOf(text);
    if (members === undefined) {
      const isJson = scanJson(text) !== undefined;
      const remark =
        this.#isTool && !isJson ? 'This cannot be taken apart. It is shown as it came.' : '';
      return html`${remark === '' ? nothing : html`<p class="remark">${remark}</p>`}
        <div class="facts">${this.#value(text, isJson)}</div>`;
    }
    if (members.length === 0) return nothing;
    return html`<dl class="facts">
      ${members.map(
        ([name, value]) =>
          html`<div>
            <dt class=${this.#isTool ? 'exact' : ''}>
              <bdi>${visibleText(this.#isTool ? name : humanised(name))}</bdi>
            </dt>
            <dd>${this.#value(value, true)}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #value(json: string, isJson: boolean): TemplateResult {
    const items = isJson && json.startsWith('[') ? scalarsIn(json) : undefined;
    if (items)
      return html`<ul>
        ${items.map((item) => html`<li dir="auto">${this.#words(item)}</li>`)}
      </ul>`;
    const isDeep = isJson && /^[[{]/.test(json);
    const text = isDeep ? prettyJson(json, Infinity).text : isJson ? plain(json) : json;
    // Blanks count in it, so none may come from here.
    return html`<span class="value ${isDeep ? 'deep' : ''}" dir=${isDeep ? 'ltr' : 'auto'}
      >${this.#words(text)}</span
    >`;
  }

  #words(text: string): unknown {
    // To leave out a few is not worth a press.
    if (this.#isWhole || text.length - LONG < TAIL) return visibleText(text);
    this.isCut = true;
    const [start, end] = [headOf(text, LONG - TAIL), tailOf(text, TAIL)];
    const left = text.length - start.length - end.length;
    const omission = html`<em class="omission"
      >${left.toLocaleString('en')} characters left out</em
    >`;
    return [visibleText(start), omission, visibleText(end)];
  }
}

/** The members of the object that the text is, as they came; undefined if it is none. */
function membersOf(json: string): (readonly [name: string, value: string])[] | undefined {
  const tokens = scanJson(json);
  if (tokens?.[0]?.text !== '{') return undefined;
  return valuesIn(json, tokens).map(([key, value]) => [String(key), value]);
}

/** What stands in a list of nothing but texts, numbers and the like; undefined for other lists. */
function scalarsIn(json: string): string[] | undefined {
  const tokens = scanJson(json) ?? [];
  const isFlat = tokens.every(({ depth, kind }) => depth === 0 || kind !== 'open');
  return isFlat ? valuesIn(json, tokens).map(([, value]) => plain(value)) : undefined;
}

/** The values one level below the top, each with its name or place and its source text. */
function valuesIn(
  json: string,
  tokens: readonly JsonToken[],
): (readonly [key: JsonToken['key'], value: string])[] {
  const values: (readonly [JsonToken['key'], string])[] = [];
  let opened = 0;
  for (const { depth, end, key, kind, start } of tokens) {
    if (depth !== 1 || kind === 'key') continue;
    if (kind === 'open') opened = start;
    else values.push([key, json.slice(kind === 'close' ? opened : start, end)]);
  }
  return values;
}

/** A string without its quotation marks and escapes; anything else as it is written. */
function plain(json: string): string {
  return json.startsWith('"') ? String(JSON.parse(json)) : json;
}
