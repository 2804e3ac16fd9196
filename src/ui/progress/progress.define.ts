import '../connection/connection.define.js';
import { defineElement } from '../define-element.js';
import { SseProgress } from './progress.js';

defineElement('sse-progress', SseProgress);
