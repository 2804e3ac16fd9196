import { type CueLog, createCueLog } from '../../cue-log.js';
import type { FeedFault } from './turn.js';

/** One conversation: its feed, and what was said in it. */
export interface Room {
  /** What the feeds hear that are open now. */
  readonly feed: CueLog;
  /** What goes wrong with the next feed, if anything. Asking takes it away. */
  takeFault(): FeedFault | undefined;
  readonly breakNextFeed: (fault: FeedFault) => void;
  /** Adds the text to what was heard and returns what came before. */
  remember(text: string): readonly string[];
  /**
   * A workflow begins; the returned function ends it. With the last one that runs the feeds end,
   * and those that are opened from then on wait for the next.
   */
  enter(): () => void;
}

/** An empty room. */
export function createRoom(): Room {
  const heard: string[] = [];
  let feed = createCueLog();
  let fault: FeedFault | undefined;
  let workflows = 0;
  return {
    get feed() {
      return feed;
    },
    takeFault() {
      const taken = fault;
      fault = undefined;
      return taken;
    },
    breakNextFeed(next) {
      fault = next;
    },
    remember(text) {
      const earlier = [...heard];
      heard.push(text);
      return earlier;
    },
    enter() {
      workflows += 1;
      return () => {
        workflows -= 1;
        if (workflows > 0) return;
        feed.close();
        feed = createCueLog();
      };
    },
  };
}
