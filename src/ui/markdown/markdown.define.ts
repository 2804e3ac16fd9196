import { defineElement } from '../define-element.js';
import { SseMarkdown } from './markdown.js';
import { warmUp } from './warm-up.js';

defineElement('sse-markdown', SseMarkdown);
warmUp();
