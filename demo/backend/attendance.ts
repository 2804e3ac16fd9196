/** Who watches a piece of work; it rests while nobody does. */
export interface Attendance {
  /** Somebody watches until the returned function is called. Calling that twice does no harm. */
  readonly enter: () => () => void;
  /**
   * Does the work while somebody watches. Its signal aborts when the last one leaves; when the next
   * one comes, it begins anew.
   * @throws what the work throws for other reasons
   */
  readonly attended: (work: (signal: AbortSignal) => void | Promise<void>) => Promise<void>;
}

/** Nobody watches yet. */
export function createAttendance(): Attendance {
  let watching = 0;
  let presence = new AbortController();
  let arrivals: (() => void)[] = [];

  const somebody = async () => {
    if (watching === 0) await new Promise<void>((resolve) => arrivals.push(resolve));
  };

  return {
    enter() {
      let isHere = true;
      watching += 1;
      if (watching === 1) {
        presence = new AbortController();
        for (const resolve of arrivals) resolve();
        arrivals = [];
      }
      return () => {
        if (!isHere) return;
        isHere = false;
        watching -= 1;
        if (watching === 0) presence.abort();
      };
    },
    async attended(work) {
      for (;;) {
        await somebody();
        const { signal } = presence;
        // Gone again, before it could begin.
        if (signal.aborted) continue;
        try {
          return await work(signal);
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      }
    },
  };
}
