import { SseChat } from './chat/chat.js';
import { SseCheckpoint } from './checkpoint/checkpoint.js';
import { SseComposer } from './composer/composer.js';
import { SseConnection } from './connection/connection.js';
import { defineElement } from './define-element.js';
import { SseMarkdown } from './markdown/markdown.js';
import { SseMessageElement } from './message/message.js';
import { SseProgress } from './progress/progress.js';
import { SseSource } from './source/source.js';
import { SseThinkingPanel } from './thinking/thinking-panel.js';
import { SseThinking } from './thinking/thinking.js';
import { SseTool } from './tool/tool.js';

const elements = {
  'sse-chat': SseChat,
  'sse-checkpoint': SseCheckpoint,
  'sse-composer': SseComposer,
  'sse-connection': SseConnection,
  'sse-markdown': SseMarkdown,
  'sse-message': SseMessageElement,
  'sse-progress': SseProgress,
  'sse-source': SseSource,
  'sse-thinking': SseThinking,
  'sse-thinking-panel': SseThinkingPanel,
  'sse-tool': SseTool,
};

/** Registers every element in a registry: that of the page, or one of its own. What is taken there stays. */
export function defineElements(registry = customElements): void {
  for (const [tag, element] of Object.entries(elements)) defineElement(tag, element, registry);
}
