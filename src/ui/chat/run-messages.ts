import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatMessage, Run } from '../../session/index.js';
import type { Highlighter } from '../code-token.js';
import type { Renderers } from '../renderer.js';
import { isOnlyReasoning } from '../run-thinking.js';
import type { AvatarOriginals } from './avatars.js';

/** Says in which language a message is; undefined where it is the page's. */
export type LanguageOf = (message: ChatMessage) => string | undefined;

/** What a page can say about answers. */
export interface AnswerOptions {
  readonly allowImages: string;
  readonly headingLevel: number;
  readonly languageOf?: LanguageOf | undefined;
  readonly highlighter?: Highlighter | undefined;
  readonly renderers?: Renderers | undefined;
}

/** What was said in a run, with what the agent thinks of it in its place. */
export function renderMessages(
  { checkpoints, input, messages, retryOf, startedAt, unreadable }: Run,
  { allowImages, headingLevel, highlighter, languageOf, renderers }: AnswerOptions,
  { assistant, user }: AvatarOriginals,
  thinking: TemplateResult | typeof nothing,
): TemplateResult {
  const shown = messages.filter((message) => !isOnlyReasoning(message));
  const last = shown.at(-1);
  const show = (part: readonly ChatMessage[]): unknown =>
    repeat(
      part,
      (message) => message.id,
      (message) =>
        html`<sse-message
          lang=${languageOf?.(message) ?? nothing}
          .message=${message}
          .avatar=${message.role === 'user' ? user : assistant}
          .checkpoints=${checkpoints}
          .unreadable=${message === last ? unreadable : 0}
          allow-images=${allowImages}
          heading-level=${headingLevel}
          .highlighter=${highlighter}
          .renderers=${renderers}
        ></sse-message>`,
    );
  // What was approved before the run has begun stands before what the agent thinks of it.
  const isBefore = ({ at }: ChatMessage): boolean => at < startedAt;
  return html`
    ${
      input && retryOf === undefined
        ? html`<sse-message
            lang=${languageOf?.(input) ?? nothing}
            .message=${input}
            .avatar=${user}
          ></sse-message>`
        : nothing
    }
    ${show(shown.filter(isBefore))} ${thinking}
    ${show(shown.filter((message) => !isBefore(message)))}
  `;
}
