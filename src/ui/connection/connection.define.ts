import { defineElement } from '../define-element.js';
import { SseConnection } from './connection.js';

defineElement('sse-connection', SseConnection);
