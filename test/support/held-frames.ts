/** Animation frames and timers of the page that come only when a test says so. */
export interface HeldFrames {
  /** Callbacks that wait for a frame, and delays of timers that run. */
  readonly waiting: { readonly frames: number; readonly timers: readonly number[] };
  /** Draws a frame. */
  draw(): void;
  /** Lets every timer fire. */
  fire(): void;
  /** Gives the page its own frames and timers back. */
  release(): void;
}

/** Takes frames and timers away from the page, as a hidden page has no frames. */
export function holdFrames(): HeldFrames {
  const frames = new Map<number, FrameRequestCallback>();
  const timers = new Map<number, { readonly callback: () => void; readonly delay: number }>();
  let last = 0;
  const { requestAnimationFrame, cancelAnimationFrame, setTimeout, clearTimeout } = window;
  Object.assign(window, {
    requestAnimationFrame: (callback: FrameRequestCallback) => {
      frames.set((last += 1), callback);
      return last;
    },
    cancelAnimationFrame: (handle: number) => void frames.delete(handle),
    setTimeout: (callback: () => void, delay = 0) => {
      timers.set((last += 1), { callback, delay });
      return last;
    },
    clearTimeout: (handle: number) => void timers.delete(handle),
  });
  return {
    get waiting() {
      return { frames: frames.size, timers: Array.from(timers.values(), ({ delay }) => delay) };
    },
    draw() {
      const due = [...frames.values()];
      frames.clear();
      for (const callback of due) callback(performance.now());
    },
    fire() {
      const due = [...timers.values()];
      timers.clear();
      for (const { callback } of due) callback();
    },
    release: () =>
      void Object.assign(window, {
        requestAnimationFrame,
        cancelAnimationFrame,
        setTimeout,
        clearTimeout,
      }),
  };
}
