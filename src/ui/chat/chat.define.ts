import '../checkpoint/checkpoint.define.js';
import '../composer/composer.define.js';
import '../connection/connection.define.js';
import '../message/message.define.js';
import '../thinking/thinking.define.js';
import '../progress/progress.define.js';
import { defineElement } from '../define-element.js';
import { SseChat } from './chat.js';

defineElement('sse-chat', SseChat);
