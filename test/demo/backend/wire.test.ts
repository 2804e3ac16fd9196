import { expect } from 'chai';
import { comment, encode, message, raw, unnamed } from '../../../demo/backend/wire.js';
import { parseMessages } from '../../support/backend-client.js';

describe('encode', () => {
  it('writes a named message with JSON data and a blank line', () => {
    expect(encode(message('done', { done: true }))).to.equal(
      'event: done\ndata: {"done":true}\n\n',
    );
  });

  it('writes a message without a name as data alone', () => {
    expect(encode(unnamed({ done: true }))).to.equal('data: {"done":true}\n\n');
  });

  it('writes id and retry before the data', () => {
    const text = encode({ kind: 'message', id: '7', retry: 2000, data: 'x' });
    expect(text).to.equal('id: 7\nretry: 2000\ndata: x\n\n');
  });

  it('keeps every line of the data, whatever ends it', () => {
    const [received] = parseMessages(encode(raw('one\ntwo\r\nthree\r\rfive')));
    expect(received?.data).to.equal('one\ntwo\nthree\n\nfive');
  });

  it('keeps spaces at the start of the data', () => {
    expect(parseMessages(encode(raw('  indented')))[0]?.data).to.equal('  indented');
  });

  it('writes a comment that no client takes for a message', () => {
    expect(encode(comment('keep-alive'))).to.equal(': keep-alive\n\n');
    expect(parseMessages(encode(comment('keep-alive')))).to.deep.equal([]);
  });
});
