import { defineElement } from '../define-element.js';
import { SseComposer } from './composer.js';

defineElement('sse-composer', SseComposer);
