/** The time of the next frame, before it is painted. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => void requestAnimationFrame(resolve));
}

/** Resolves in a task of its own, after those that wait already. */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

/** Resolves after the next frame was painted. */
export async function painted(): Promise<void> {
  await nextFrame();
  await nextTask();
}

/** Resolves when the page has had nothing to do for a while. */
export async function idle(): Promise<void> {
  for (let quiet = 0; quiet < 10;) {
    const deadline = await new Promise<IdleDeadline>((resolve) => {
      requestIdleCallback(resolve, { timeout: 1_000 });
    });
    quiet = deadline.timeRemaining() > 8 ? quiet + 1 : 0;
    await nextFrame();
  }
}

const FRAME = 1_000 / 60;

/** Frames that did not come, given the times of those that did. */
export function droppedFrames(times: readonly number[]): number {
  return times.slice(1).reduce((sum, time, index) => {
    return sum + Math.max(0, Math.round((time - (times[index] ?? time)) / FRAME) - 1);
  }, 0);
}
