import type { Contender } from '../contenders/contender.js';
import { findLast } from './drawn.js';
import { droppedFrames, idle, nextFrame, nextTask, painted } from './frames.js';
import { conversation, END_MARK, textOf, tokensOf, type TextKind } from './texts.js';

export interface StreamOptions {
  readonly kind: TextKind;
  readonly length: number;
  /** Or all of them at once: as one piece, or as a burst of single tokens. */
  readonly tokensPerFrame: number | 'whole' | 'burst';
  /** Milliseconds after which it is given up. */
  readonly cap: number;
}

export interface StreamResult {
  /** Whether all of it was drawn in time; if not, the share that was sent. */
  readonly isDrawn: boolean;
  readonly sent: number;
  readonly milliseconds: number;
  readonly droppedFrames: number;
}

/** How late numbers were painted, in milliseconds, and the share of frames without some that had come before. */
export interface Lateness {
  readonly delays: readonly number[];
  readonly behind: number;
}

const isAllDrawn = () => findLast(new RegExp(END_MARK)) !== undefined;

/** What the runner can ask of a page with one contender. */
export class Harness {
  readonly #contender: Contender;
  /** What is streamed next, frame by frame. */
  #pieces: readonly (readonly string[])[] = [];

  constructor(contender: Contender) {
    this.#contender = contender;
  }

  async mount(): Promise<void> {
    await this.#contender.mount(document.body);
    await painted();
  }

  /** Makes the text that is streamed next: no work of what is measured. */
  prepare({ kind, length, tokensPerFrame }: StreamOptions): void {
    const text = textOf(kind, length);
    const tokens = tokensPerFrame === 'whole' ? [text] : tokensOf(text);
    const most = typeof tokensPerFrame === 'number' ? tokensPerFrame : tokens.length;
    const count = Math.ceil(tokens.length / most);
    this.#pieces = Array.from({ length: count }, (_, index) =>
      tokens.slice(index * most, (index + 1) * most),
    );
    this.#contender.prepare?.(this.#pieces);
  }

  /** Streams that text at a steady pace, until all of it is painted. */
  async stream({ cap }: StreamOptions): Promise<StreamResult> {
    const pieces = this.#pieces;
    this.#pieces = [];
    await this.#contender.begin();
    await painted();
    const start = performance.now();
    const frames = [start];
    let sent = 0;
    let isDrawn = false;
    while (!isDrawn && performance.now() - start < cap) {
      frames.push(await nextFrame());
      const piece = pieces[sent];
      if (piece) {
        this.#contender.write(piece);
        sent += 1;
        if (sent === pieces.length) this.#contender.end();
      } else isDrawn = isAllDrawn();
    }
    await painted();
    return {
      isDrawn,
      sent: sent / pieces.length,
      milliseconds: performance.now() - start,
      droppedFrames: droppedFrames(frames),
    };
  }

  /** Opens an old conversation. Milliseconds until the newest message is painted; undefined if never. */
  async open(count: number, cap: number): Promise<number | undefined> {
    const messages = conversation(count);
    const start = performance.now();
    await this.#contender.open(messages);
    while (!isAllDrawn()) {
      if (performance.now() - start > cap) return undefined;
      await painted();
    }
    const milliseconds = performance.now() - start;
    // What is still to be done is done now, so that it counts.
    await idle();
    return milliseconds;
  }

  /** Begins an answer that is written token by token. */
  async begin(): Promise<void> {
    await this.#contender.begin();
    this.#contender.write(['Well']);
    await painted();
    await painted();
  }

  /** Writes one more token and waits until it is painted. */
  async token(): Promise<void> {
    this.#contender.write([' more']);
    await painted();
    await nextTask();
  }

  /**
   * Reads messages with numbers as they come from a server, and gives for each the milliseconds from
   * the writing of it to the frame in which it was painted.
   */
  async latency(count: number): Promise<Lateness> {
    await this.#contender.begin();
    const source = new EventSource(`/numbers?count=${count}`);
    const sentAt: number[] = [];
    const delays: number[] = [];
    let waiting: string[] = [];
    let [frames, behind] = [0, 0];
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const [number = '', at] = data.split(' ');
      sentAt[Number(number)] = Number(at);
      waiting.push(`${number}# `);
      // At once: whether to wait for a frame is the contender's own business.
      this.#contender.write(waiting);
      waiting = [];
    });
    for (let shown = -1; shown < count - 1;) {
      await nextFrame();
      // What comes after the callbacks of a frame is painted in the next one, even if it is on the page by then.
      const came = sentAt.length - 1;
      await nextTask();
      const now = performance.timeOrigin + performance.now();
      const last = Math.min(came, Number(findLast(/(\d+)# *$/)?.[1] ?? -1));
      frames += 1;
      if (last < came) behind += 1;
      for (; shown < last;) {
        shown += 1;
        delays.push(now - (sentAt[shown] ?? now));
      }
    }
    source.close();
    return { delays, behind: behind / frames };
  }

  /** Puts it on the page and takes it off again, so many times. */
  async cycle(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await this.#contender.mount(document.body);
      this.#contender.unmount();
      await nextTask();
    }
  }
}

declare global {
  interface Window {
    bench: Harness;
  }
}

/** Makes a contender measurable from outside. */
export function offer(contender: Contender): void {
  window.bench = new Harness(contender);
}
