import { defineElement } from '../define-element.js';
import { SseTool } from './tool.js';

defineElement('sse-tool', SseTool);
