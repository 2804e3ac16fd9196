/**
 * How a bar stands. `stale`: nobody can say whether its figure still holds; `stalled`: it has not moved
 * for its time-out.
 */
export type BarStatus = 'running' | 'stale' | 'stalled' | 'ok' | 'failed' | 'cancelled';
