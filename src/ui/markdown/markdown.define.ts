import { defineElement } from '../define-element.js';
import { SseMarkdown } from './markdown.js';

defineElement('sse-markdown', SseMarkdown);
