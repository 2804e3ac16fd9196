import { isRecord } from '../../answers.js';

/** Checks the body of a message. Returns its text, or words for the client when something is wrong. */
export function readMessage(body: unknown): { readonly content: string } | string {
  if (!isRecord(body)) return 'body: Expected an object';
  const { content } = body;
  if (content === undefined || content === null) return 'content: Field required';
  if (typeof content !== 'string') return 'content: Expected a string';
  if (content.trim() === '') return 'content: Expected some text';
  return { content };
}
