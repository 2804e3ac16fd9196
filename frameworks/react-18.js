// Components for React 18, which sets attributes only and hears no DOM events of custom elements.
import * as React from 'react';
import { createComponent } from '@lit/react';
import {
  SseChat as Chat,
  SseCheckpoint as Checkpoint,
  SseMarkdown as Markdown,
  SseProgress as Progress,
  SseSource as Source,
  SseThinking as Thinking,
} from 'sse-elements';
import 'sse-elements/define';

const events = {
  onSseSend: 'sse-send',
  onSseStop: 'sse-stop',
  onSseDecide: 'sse-decide',
  onSseOpened: 'sse-opened',
  onSseConnectionChanged: 'sse-connection-changed',
  onSseReceived: 'sse-received',
  onSseFinished: 'sse-finished',
  onSseFailed: 'sse-failed',
  onSseInterrupted: 'sse-interrupted',
  onSseDecided: 'sse-decided',
  onSseDiagnosed: 'sse-diagnosed',
};

const component = (tagName, elementClass) =>
  createComponent({ react: React, tagName, elementClass, events });

export const SseChat = component('sse-chat', Chat);
export const SseCheckpoint = component('sse-checkpoint', Checkpoint);
export const SseMarkdown = component('sse-markdown', Markdown);
export const SseProgress = component('sse-progress', Progress);
export const SseSource = component('sse-source', Source);
export const SseThinking = component('sse-thinking', Thinking);
