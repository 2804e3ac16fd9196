import type { Growth } from './growth.js';

/** A tool is called. */
export interface ToolStart {
  readonly type: 'tool.start';
  readonly toolId: string;
  readonly name?: string;
  readonly title?: string;
  readonly messageId?: string;
  readonly runBy: 'agent' | 'client' | 'unknown';
}

/** Arguments as JSON text, exactly as they came: digits, order and doubled keys included. */
export interface ToolArgs {
  readonly type: 'tool.args';
  readonly toolId: string;
  readonly mode: Growth;
  readonly text: string;
}

/** The final arguments as a value. `ok` is false when they could not be read. */
export interface ToolInput {
  readonly type: 'tool.input';
  readonly toolId: string;
  readonly input: unknown;
  readonly ok: boolean;
}

/** What a tool gave back. */
export interface ToolOutput {
  readonly type: 'tool.output';
  readonly toolId: string;
  readonly output: unknown;
  /** The same as JSON text, exactly as it came. */
  readonly text?: string;
  readonly partial: boolean;
  readonly mode: Growth;
}

/** A tool is done. */
export interface ToolEnd {
  readonly type: 'tool.end';
  readonly toolId: string;
  readonly status: 'ok' | 'failed' | 'denied' | 'handed-over';
  readonly error?: string;
  /** Milliseconds, when the server says how long it took. */
  readonly duration?: number;
}
