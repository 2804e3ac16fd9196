import './chat/chat.define.js';
import './checkpoint/checkpoint.define.js';
import './markdown/markdown.define.js';
import './progress/progress.define.js';
import './source/source.define.js';
import './thinking/thinking.define.js';
