import '../connection/connection.define.js';
import { defineElement } from '../define-element.js';
import { SseThinking } from './thinking.js';
import { SseThinkingPanel } from './thinking-panel.js';

defineElement('sse-thinking-panel', SseThinkingPanel);
defineElement('sse-thinking', SseThinking);
