import { agentChat } from './agent-chat.js';
import { assistantStatus } from './assistant-status.js';
import { createAuto } from './auto.js';
import { createCustom } from './custom.js';
import type { Dialect } from './dialect.js';
import { iterativePlanning } from './iterative-planning.js';
import { operationProgress } from './operation-progress.js';
import { thinkingFeed } from './thinking-feed.js';

/** Every dialect that can be named. `auto` tells them apart, the first that fits wins. */
const named = {
  'assistant-status': assistantStatus,
  'agent-chat': agentChat,
  'iterative-planning': iterativePlanning,
  'thinking-feed': thinkingFeed,
  'operation-progress': operationProgress,
} satisfies Readonly<Record<string, Dialect>>;

/** The dialects by the values of the `dialect` attribute. */
export const dialects = {
  ...named,
  auto: /* @__PURE__ */ createAuto(/* @__PURE__ */ Object.values(named)),
};

/** A value of the `dialect` attribute. */
export type DialectName = keyof typeof dialects;

/** The dialect of a name; undefined if there is none. `custom` is made of a map. */
export function findDialect(name: string, map?: unknown): Dialect | undefined {
  if (name === 'custom') return createCustom(map);
  return isDialectName(name) ? dialects[name] : undefined;
}

function isDialectName(name: string): name is DialectName {
  return Object.hasOwn(dialects, name);
}

export { agentChat } from './agent-chat.js';
export { assistantStatus } from './assistant-status.js';
export { createAuto } from './auto.js';
export { createCustom } from './custom.js';
export type { DialectMap, Meaning, MeaningKind } from './custom-map.js';
export type {
  Decision,
  Decoder,
  Dialect,
  RequestSettings,
  RequestTemplate,
  SendIntent,
} from './dialect.js';
export { iterativePlanning } from './iterative-planning.js';
export { operationProgress } from './operation-progress.js';
export { thinkingFeed } from './thinking-feed.js';
export { buildRequest } from './request.js';
export { fillTemplate, TemplateError, type TemplateValues } from './template.js';
