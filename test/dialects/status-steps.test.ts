import { expect } from 'chai';
import { readStatusLine } from '../../src/dialects/status-line.js';
import { StatusSteps } from '../../src/dialects/status-steps.js';
import type { StepEnd, StepStart } from '../../src/events/index.js';
import { only } from '../support/decode.js';

/** The steps that statuses make: name, sort and, once it is over, how it ended. */
function stepsOf(...statuses: readonly string[]): string[] {
  const steps = new StatusSteps();
  const events = [...statuses.flatMap((status) => steps.read(status)), ...steps.end()];
  const ends = only(events, 'step.end');
  return only(events, 'step.start').map((start) =>
    inWords(
      start,
      ends.find(({ stepId }) => stepId === start.stepId),
    ),
  );
}

function inWords({ name, sort }: StepStart, end: StepEnd | undefined): string {
  if (!end) return `${sort} ${name}: open`;
  const { status, duration, error } = end;
  return `${sort} ${name}: ${[status, duration, error].filter((part) => part !== undefined).join(' ')}`;
}

describe('the steps of statuses', () => {
  it('make one step of a tool and, later, its duration', () => {
    expect(stepsOf('⚙️ Tool 1: search_web', '✅ search_web (1.2s)')).to.deep.equal([
      'tool search_web: ok 1200',
    ]);
  });

  it('understand the duration also without a mark and with the number again', () => {
    expect(stepsOf('Tool 1: search_web', 'search_web (850ms)')).to.deep.equal([
      'tool search_web: ok 850',
    ]);
    expect(stepsOf('Tool 1: a_b', 'Tool 2: a_b', '✅ Tool 2: a_b (1s)')).to.deep.equal([
      'tool a_b: open',
      'tool a_b: ok 1000',
    ]);
  });

  it('end a plain status when the next one comes', () => {
    expect(stepsOf('Thinking…', 'Writing')).to.deep.equal([
      'step Thinking…: ok',
      'step Writing: ok',
    ]);
  });

  it('make one step of a status that is repeated', () => {
    expect(stepsOf('Thinking…', 'Thinking…', 'Thinking…')).to.deep.equal(['step Thinking…: ok']);
  });

  it('make two steps of two calls of the same tool, also when they overlap', () => {
    const one = ['Tool 1: a_b', '✅ a_b (1s)', 'Tool 2: a_b', '✅ a_b (2s)'];
    const overlapping = ['Tool 1: a_b', 'Tool 2: a_b', '✅ a_b (1s)', '✅ a_b (2s)'];
    const due = ['tool a_b: ok 1000', 'tool a_b: ok 2000'];
    expect(stepsOf(...one)).to.deep.equal(due);
    expect(stepsOf(...overlapping)).to.deep.equal(due);
  });

  it('make one step of a call that is said twice', () => {
    expect(stepsOf('Tool 1: a_b', 'Tool 1: a_b {"q": 1}', '✅ a_b (1s)')).to.deep.equal([
      'tool a_b: ok 1000',
    ]);
  });

  it('keep tools with similar names apart', () => {
    expect(stepsOf('Tool 1: search', 'Tool 2: search_web', '✅ search_web (1s)')).to.deep.equal([
      'tool search: open',
      'tool search_web: ok 1000',
    ]);
  });

  it('fail a tool by its mark or its words, and keep the reason', () => {
    expect(stepsOf('Tool 1: a_b', '❌ a_b (0.8s)')).to.deep.equal(['tool a_b: failed 800']);
    expect(stepsOf('Tool 1: a_b', 'a_b failed: no network (2m)')).to.deep.equal([
      'tool a_b: failed 120000 no network',
    ]);
    expect(stepsOf('Tool 1: a_b', '❌ a_b: no network')).to.deep.equal([
      'tool a_b: failed no network',
    ]);
  });

  it('end a tool that is said to be done, without a figure', () => {
    expect(stepsOf('Tool 1: a_b', '✅ a_b')).to.deep.equal(['tool a_b: ok']);
    expect(stepsOf('Tool 1: a_b', 'a_b finished')).to.deep.equal(['tool a_b: ok']);
  });

  it('leave a tool open of whose end nothing was said', () => {
    expect(stepsOf('Tool 1: a_b', 'Writing')).to.deep.equal(['tool a_b: open', 'step Writing: ok']);
  });

  it('make a whole step of an end without a beginning', () => {
    expect(stepsOf('✅ a_b (1s)')).to.deep.equal(['tool a_b: ok 1000']);
    expect(stepsOf('❌ Tool 3: a_b')).to.deep.equal(['tool a_b: failed']);
  });

  it('give a plain status the duration that names its words', () => {
    expect(stepsOf('Calling a_b', '✅ a_b (1s)')).to.deep.equal(['step Calling a_b: ok 1000']);
    expect(stepsOf('🤔 Comparing hotels', 'Comparing hotels (2 s)')).to.deep.equal([
      'step 🤔 Comparing hotels: ok 2000',
    ]);
  });

  it('make no step of an empty status', () => {
    expect(stepsOf('Thinking…', '', 'Writing')).to.have.length(2);
  });

  it('wait for no more than 100 tools', () => {
    const many = Array.from({ length: 150 }, (_, index) => `Tool ${index}: t_${index}`);
    const steps = stepsOf(...many, '✅ t_0 (1s)', '✅ t_149 (1s)');
    expect(steps[0]).to.equal('tool t_0: open');
    expect(steps[149]).to.equal('tool t_149: ok 1000');
  });
});

describe('the line of a status', () => {
  it('is the text without the arguments of a tool, which are the detail', () => {
    const lines: readonly (readonly [string, string, string])[] = [
      ['⚙️ Tool 1: find {"year": 2019}', '⚙️ Tool 1: find', '{"year": 2019}'],
      ['⚙️ Tool 1: find_all(q="(x)")', '⚙️ Tool 1: find_all', '(q="(x)")'],
      ['Tool 2: Web Search [1, 2]', 'Tool 2: Web Search', '[1, 2]'],
      ['Tool 3: find_all: secret', 'Tool 3: find_all', 'secret'],
      ['Tool 3: find_all q=secret', 'Tool 3: find_all', 'q=secret'],
      ['✅ find_all {"q": "x"} (1.2s)', '✅ find_all (1.2s)', '{"q": "x"}'],
      ['Calling find_all({"q": 1})', 'Calling find_all', '({"q": 1})'],
    ];
    for (const [message, text, detail] of lines) {
      const line = readStatusLine(message);
      expect([line.text, line.detail]).to.deep.equal([text, detail]);
    }
  });

  it('is the whole text where there are no arguments', () => {
    const lines = [
      '🤔 Thinking...',
      'Tool 4: search_web…',
      'Reading file(s)',
      'Reading 3 of 5 (page 2)',
      '{"a": 1}',
      '✍️',
      'Step [2/3]: reading',
    ];
    for (const message of lines) {
      const { text, detail } = readStatusLine(message);
      expect([text, detail]).to.deep.equal([message, undefined]);
    }
  });

  it('takes durations in any unit, and only in brackets at the end', () => {
    const durations: readonly (readonly [string, number | undefined])[] = [
      ['x (1.2s)', 1200],
      ['x (1,2 s)', 1200],
      ['x (850ms)', 850],
      ['x [3 sec]', 3000],
      ['x (took 2 minutes)', 120_000],
      ['x (1m 5s)', 65_000],
      ['x (1h 2m)', 3_720_000],
      ['x 1.2s', undefined],
      ['x (1.2s) y', undefined],
      ['x (5 missing)', undefined],
      ['x (3 of 5)', undefined],
    ];
    for (const [message, duration] of durations) {
      expect(readStatusLine(message).duration, message).to.equal(duration);
    }
  });

  it('takes time in proportion to its length, whatever it says', () => {
    for (const part of ['(', '{ ', 'a(', '(1s', 'Tool 1: ', 'a_', '1 ', '\u00a0']) {
      const begun = performance.now();
      readStatusLine(part.repeat(1_000_000 / part.length));
      expect(performance.now() - begun, part).to.be.lessThan(500);
    }
  });
});
