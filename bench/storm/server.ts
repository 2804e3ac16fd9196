import type { VirtualClock } from './virtual-clock.js';

/** How a server restarts. */
export interface Restart {
  /** Milliseconds for which nobody listens; 0: another server takes over at once. */
  readonly away: number;
  /** Connections that it can take in 100 ms; further ones are refused. */
  readonly acceptsPerWindow: number;
}

const WINDOW = 100;

/** A server with open streams that restarts once, and counts who asks for it. */
export class RestartingServer {
  readonly #clock: VirtualClock;
  readonly #restart: Restart;
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  /** Requests by the millisecond in which they came. */
  readonly #requests: number[] = [];
  readonly #returns: number[] = [];
  #restartedAt = Infinity;
  #window = -1;
  #accepted = 0;

  constructor(clock: VirtualClock, restart: Restart) {
    this.#clock = clock;
    this.#restart = restart;
  }

  readonly fetch = async (): Promise<Response> => {
    const now = this.#clock.now();
    this.#requests[now] = (this.#requests[now] ?? 0) + 1;
    if (!this.#accepts(now)) throw new TypeError('fetch failed');
    if (now > this.#restartedAt) this.#returns.push(now - this.#restartedAt);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void this.#streams.add(controller),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };

  /** Says something to that share of the clients. */
  speak(share: number): void {
    const message = new TextEncoder().encode('data: hello\n\n');
    for (const stream of [...this.#streams].slice(0, this.#streams.size * share)) {
      stream.enqueue(message);
    }
  }

  restart(): void {
    this.#restartedAt = this.#clock.now();
    for (const stream of this.#streams) stream.error(new TypeError('terminated'));
    this.#streams.clear();
  }

  /** Milliseconds from the cut until that share of so many clients was back. */
  returnOf(share: number, clients: number): number | undefined {
    return this.#returns[Math.ceil(share * clients) - 1];
  }

  /** Most requests in any 100 ms from so many milliseconds after the cut on. */
  peakAfter(milliseconds: number): number {
    let most = 0;
    let inWindow = 0;
    const first = this.#restartedAt + milliseconds;
    for (let time = first; time < this.#requests.length; time += 1) {
      inWindow += this.#requests[time] ?? 0;
      if (time - WINDOW >= first) inWindow -= this.#requests[time - WINDOW] ?? 0;
      most = Math.max(most, inWindow);
    }
    return most;
  }

  #accepts(now: number): boolean {
    if (now < this.#restartedAt) return true;
    if (now < this.#restartedAt + this.#restart.away) return false;
    const window = Math.floor(now / WINDOW);
    if (window !== this.#window) this.#accepted = 0;
    this.#window = window;
    this.#accepted += 1;
    return this.#accepted <= this.#restart.acceptsPerWindow;
  }
}
