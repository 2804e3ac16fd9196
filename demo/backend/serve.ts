/**
 * Serves the mock backend, and files beside it:
 * `npx tsx demo/backend/serve.ts [--port 8790] [--host 127.0.0.1] [--speed 1] [--static DIR]…`
 */
import { parseArgs } from 'node:util';
import { createServer } from './node-server.js';
import { createRealPace } from './pace.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8790' },
    host: { type: 'string', default: '127.0.0.1' },
    speed: { type: 'string', default: '1' },
    static: { type: 'string', multiple: true, default: [] },
  },
});

const server = createServer({
  pace: createRealPace(Number(values.speed)),
  static: values.static,
});

server.listen(Number(values.port), values.host, () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : values.port;
  console.log(`Mock backend at http://${values.host}:${port}`);
});
