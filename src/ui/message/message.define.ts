import '../markdown/markdown.define.js';
import '../tool/tool.define.js';
import { defineElement } from '../define-element.js';
import { SseMessageElement } from './message.js';

defineElement('sse-message', SseMessageElement);
