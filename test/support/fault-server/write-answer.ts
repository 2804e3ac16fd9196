import type { Socket } from 'node:net';
import type { FaultAnswer } from './fault-answer.js';

/** Writes an answer byte by byte as it says, past HTTP's own code: that would not let it be wrong. */
export async function writeAnswer(
  socket: Socket,
  answer: FaultAnswer,
  body: string,
  nextStep: () => Promise<void>,
): Promise<void> {
  const { cutAt = Infinity, ending = 'whole', pause } = answer;
  socket.setNoDelay(true);
  let room = cutAt;
  for (const piece of pieces(answer, body)) {
    if (room <= 0 || !socket.writable) break;
    await write(socket, piece.subarray(0, room));
    room -= piece.byteLength;
    if (pause === 'step') await nextStep();
    else if (answer.slice !== undefined) await nextTurn();
  }
  if (ending === 'reset') socket.resetAndDestroy();
  else if (ending !== 'stall') socket.end(ending === 'whole' && room > 0 ? lastPiece(answer) : '');
}

/** The head, then the body in chunks. */
function* pieces(answer: FaultAnswer, body: string): Generator<Buffer> {
  const { status = 200, headers = {}, slice = Infinity, endless, ending = 'whole' } = answer;
  const framing = hasBody(answer) ? { 'transfer-encoding': 'chunked' } : {};
  // Where a server has said that it will close, Node's fetch takes a reset for the end of the body.
  const connection = ending === 'whole' ? 'close' : 'keep-alive';
  const all = { 'content-type': 'text/event-stream', connection, ...framing, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  yield Buffer.from(`HTTP/1.1 ${status} Fault\r\n${lines.join('')}\r\n`, 'latin1');
  if (!hasBody(answer)) return;
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.byteLength; at += slice) yield chunk(bytes.subarray(at, at + slice));
  if (endless === undefined) return;
  for (;;) yield chunk(Buffer.from(endless));
}

/** These may have none. */
function hasBody({ status = 200 }: FaultAnswer): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}

function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${bytes.byteLength.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
}

function lastPiece(answer: FaultAnswer): string {
  return hasBody(answer) ? '0\r\n\r\n' : '';
}

/** Waits as the client reads, so that an endless body fills nobody's memory. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    socket.write(bytes, () => resolve());
  });
}

/** Another turn of the event loop at least: what was written is on its way before more is. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
