/** Longest wait for a frame, in milliseconds. */
const LONGEST_WAIT = 200;
/**
 * The same in a hidden page, which gets no frames and lays nothing out: often enough that little is left to
 * draw in the first frame when somebody looks again.
 */
const HIDDEN_WAIT = 1_000;

const waiting = new Set<() => void>();
let cancel: (() => void) | undefined;

/** Calls back once, before the next frame is painted. Asking twice before that is asking once. */
export function beforeFrame(callback: () => void): void {
  waiting.add(callback);
  if (cancel) return;
  const frame = requestAnimationFrame(flush);
  const timer = setTimeout(flush, document.hidden ? HIDDEN_WAIT : LONGEST_WAIT);
  cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    cancel = undefined;
  };
}

/** Takes back a call that has not happened yet. */
export function cancelFrame(callback: () => void): void {
  waiting.delete(callback);
  if (waiting.size === 0) cancel?.();
}

function flush(): void {
  cancel?.();
  const due = [...waiting];
  for (const callback of due) {
    // One that an earlier one has taken back is not called.
    if (!waiting.delete(callback)) continue;
    try {
      callback();
    } catch (error) {
      // The hosts that come after must not suffer for it.
      reportError(error);
    }
  }
}
