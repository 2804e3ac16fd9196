import { defineElement } from '../define-element.js';
import { SseSource } from './source.js';

defineElement('sse-source', SseSource);
