import { expect } from 'chai';
import { dialects, findDialect, type Dialect } from '../../src/dialects/index.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { everySplit } from '../support/chunked-body.js';
import { decodeChunks } from '../support/decode.js';
import { listFixtures, loadFixture } from '../support/fixtures.js';

for (const { dialect: dialectName, name } of listFixtures()) {
  describe(`the recorded stream ${dialectName}/${name}`, () => {
    it('means what is written beside it', async () => {
      const { bytes, sent, events } = await loadFixture(dialectName, name);
      expect(replay(named(dialectName), sent, [bytes])).to.deep.equal(events);
    });

    it('means the same wherever the network cuts it in two', async () => {
      const { bytes, sent, events } = await loadFixture(dialectName, name);
      const whole = JSON.stringify(events);
      const different = [...everySplit(bytes)]
        .filter((chunks) => JSON.stringify(replay(named(dialectName), sent, chunks)) !== whole)
        .map(([first]) => first?.byteLength);
      expect(different).to.deep.equal([]);
    });

    it('means a beginning of it, and never success, wherever it breaks off', async () => {
      const { bytes, sent, events } = await loadFixture(dialectName, name);
      const all = decodeChunks(named(dialectName).createDecoder(sent), [bytes]).length;
      for (let length = 0; length <= bytes.byteLength; length += 1) {
        const decoder = named(dialectName).createDecoder(sent);
        const begun = decodeChunks(decoder, [bytes.subarray(0, length)]);
        expect(isBeginning(begun, events), `${length} bytes`).to.equal(true);
        // Where the close itself is the end, it is one only when everything has come.
        const isEnd = decoder.end().some(({ type }) => type === 'run.end');
        expect(isEnd && begun.length < all, `${length} bytes`).to.equal(false);
      }
    });

    it('is told from all other dialects and means the same with auto', async () => {
      const { bytes, sent, events } = await loadFixture(dialectName, name);
      const decoder = dialects.auto.createDecoder(sent);
      const decoded = [...decodeChunks(decoder, [bytes]), ...decoder.end()];
      expect(decoder.dialect).to.equal(dialectName);
      expect(decoded).to.deep.equal(events);
    });
  });
}

function named(name: string): Dialect {
  const dialect = findDialect(name);
  if (!dialect) throw new TypeError(`Expected a dialect, found "${name}"`);
  return dialect;
}

function replay(dialect: Dialect, sent: string, chunks: readonly Uint8Array[]): StreamEventBody[] {
  const decoder = dialect.createDecoder(sent);
  return [...decodeChunks(decoder, chunks), ...decoder.end()];
}

function isBeginning(
  begun: readonly StreamEventBody[],
  events: readonly StreamEventBody[],
): boolean {
  return JSON.stringify(begun) === JSON.stringify(events.slice(0, begun.length));
}
