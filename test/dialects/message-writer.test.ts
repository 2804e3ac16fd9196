import { expect } from 'chai';
import { MessageWriter } from '../../src/dialects/message-writer.js';
import type { StreamEventBody } from '../../src/events/index.js';
import { only, textsOf } from '../support/decode.js';

/** What a writer has written: the texts as they stand, and the events. */
function write(act: (writer: MessageWriter) => void): {
  readonly texts: string[];
  readonly events: StreamEventBody[];
} {
  const events: StreamEventBody[] = [];
  act(new MessageWriter((event) => events.push(event)));
  return { texts: textsOf(events), events };
}

/** The texts after pieces with a tool call between each, and then a whole text. */
function settled(pieces: readonly string[], whole: string): string[] {
  return write((writer) => {
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) writer.breakOff();
      writer.append(piece);
    }
    writer.settle(whole);
  }).texts;
}

describe('a whole text', () => {
  it('equal to its deltas changes nothing', () => {
    const { texts, events } = write((writer) => {
      writer.append('Hello ');
      writer.append('world');
      writer.settle('Hello world');
    });
    expect(texts).to.deep.equal(['Hello world']);
    expect(only(events, 'text.delta')).to.have.length(2);
  });

  it('longer than its deltas adds what is missing', () => {
    const { texts, events } = write((writer) => {
      writer.append('Hello');
      writer.settle('Hello world');
    });
    expect(texts).to.deep.equal(['Hello world']);
    expect(only(events, 'text.delta').at(-1)).to.include({ mode: 'append', text: ' world' });
  });

  it('other than its deltas takes their place', () => {
    expect(settled(['Helo wrld'], 'Hello world')).to.deep.equal(['Hello world']);
  });

  it('without deltas is the message', () => {
    expect(settled([''], 'Hello')).to.deep.equal(['Hello']);
  });

  it('repairs the one piece that was lost, and leaves the others in their places', () => {
    expect(settled(['One. ', 'Tw. ', 'Three.'], 'One. Two. Three.')).to.deep.equal([
      'One. ',
      'Two. ',
      'Three.',
    ]);
    expect(settled(['On', 'Two.'], 'One. Two.')).to.deep.equal(['One. ', 'Two.']);
  });

  it('that has nothing of its pieces stands after the tools', () => {
    expect(settled(['One.', 'Two.'], 'Other words.')).to.deep.equal(['', 'Other words.']);
  });

  it('that continues behind the last tool opens a piece there', () => {
    const { texts } = write((writer) => {
      writer.append('One. ');
      writer.breakOff();
      writer.settle('One. Two.');
    });
    expect(texts).to.deep.equal(['One. ', 'Two.']);
  });

  it('of the part after the last tool leaves what came before it', () => {
    expect(settled(['Let me see.', '\n\nFound.'], 'Found.')).to.deep.equal([
      'Let me see.',
      '\n\nFound.',
    ]);
    expect(settled(['Let me see.', 'Fou'], 'Found.')).to.deep.equal(['Let me see.', 'Found.']);
  });

  it('joined with other white space leaves pieces where they are', () => {
    expect(settled(['One.\n', '\nTwo.\n'], 'One. Two.')).to.deep.equal(['One.\n', '\nTwo.\n']);
  });

  it('without words takes nothing back', () => {
    expect(settled(['Hello'], ' \n')).to.deep.equal(['Hello']);
  });

  it('is not shown again when the message before it said the same', () => {
    const { texts } = write((writer) => {
      writer.append('Hello');
      writer.settle('Hello');
      writer.settle('Hello\n');
      writer.breakOff();
      writer.settle('Hello');
    });
    expect(texts).to.deep.equal(['Hello']);
  });

  it('of all messages of the run is not shown again', () => {
    const { texts } = write((writer) => {
      writer.settle('One.');
      writer.append('Two.');
      writer.settle('One.\n\nTwo.');
    });
    expect(texts).to.deep.equal(['One.', 'Two.']);
  });

  it('ends its message: what follows is another one', () => {
    const { events } = write((writer) => {
      writer.append('One.');
      writer.settle('One.');
      writer.append('Two.');
    });
    const ids = only(events, 'text.start').map(({ messageId }) => messageId);
    expect(ids).to.deep.equal(['message/1', 'message/2']);
  });
});

describe('a delta', () => {
  it('without text opens nothing', () => {
    expect(write((writer) => writer.append('')).events).to.deep.equal([]);
  });

  it('costs the same in a long message as in a short one', () => {
    const { events } = write((writer) => {
      const begun = performance.now();
      for (let count = 0; count < 200_000; count += 1) writer.append('0123456789');
      expect(performance.now() - begun).to.be.lessThan(2000);
    });
    expect(events).to.have.length(200_001);
  });
});
