export { beforeFrame, cancelFrame } from './frame.js';
export {
  StreamController,
  type SessionHost,
  type StreamControllerOptions,
} from './stream-controller.js';
