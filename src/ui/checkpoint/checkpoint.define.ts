import '../connection/connection.define.js';
import { defineElement } from '../define-element.js';
import { SseCheckpoint } from './checkpoint.js';

defineElement('sse-checkpoint', SseCheckpoint);
