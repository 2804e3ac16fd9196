import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '../visible-text.js';
import type { Question, RiskPolicy } from '../question.js';

/** How risky the page says that it is. A judgement that fails is as good as none, and said to be. */
export function renderRisk(
  question: Question,
  riskOf: RiskPolicy | undefined,
): TemplateResult | typeof nothing {
  const risk = riskOf && judge(question, riskOf);
  if (risk === undefined) return nothing;
  const level = ['low', 'medium', 'high'].find((each) => each === risk) ?? 'other';
  return html`<span class="risk ${level}">Risk: ${visibleText(risk)}</span>`;
}

function judge(question: Question, riskOf: RiskPolicy): string | undefined {
  try {
    return riskOf(question);
  } catch (error) {
    reportError(error);
    return 'unknown';
  }
}
