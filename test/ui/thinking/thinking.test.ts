import { expect } from '@open-wc/testing';
import type { StreamEventBody } from '../../../src/events/index.js';
import { ok, said } from '../../support/event-dialect.js';
import { openThinking, thought, triage } from '../../support/open-thinking.js';
import { begin, end } from '../../support/steps.js';
import { deepElements, deepText, findButton } from '../../support/screen.js';
import { until } from '../../support/until.js';

const reasoning: readonly StreamEventBody[] = [
  { type: 'text.start', textId: 'r', messageId: 'm', lane: 'reasoning', role: 'assistant' },
  { type: 'text.delta', textId: 'r', mode: 'append', text: 'Weighing the dates.\n\nTuesday.' },
];

describe('<sse-thinking>', () => {
  it('shows nothing as long as there is nothing to show', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(said('Hello'), ok);
    expect(deepText(element)).to.equal('');
  });

  it('shows a tree of agents and tools while the run goes on, with words for how each stands', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(...triage, begin('failing', { parent: 'Triage' }));
    await push(end('failing', { status: 'failed', error: 'No access' }));
    expect(findButton(element, 'Thinking…')?.getAttribute('aria-expanded')).to.equal('true');
    const [agent, tool, failing] = deepElements(element, 'li');
    expect(agent && deepText(agent)).to.match(/^Triage running · \d s list_changes/);
    expect(tool && deepText(tool)).to.equal('list_changes finished · 1.2 s');
    expect(failing && deepText(failing)).to.equal('failing failed · 1.2 s No access');
    expect(agent?.contains(tool ?? null)).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('keeps who does the work when it is long, and says what is left out', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    const steps = Array.from({ length: 120 }, (_, index) => [
      begin(`step ${index}`, { parent: 'Triage' }),
      end(`step ${index}`),
    ]);
    await push(begin('Triage', { sort: 'agent' }), ...steps.flat());
    expect(deepText(element)).to.contain('21 older steps are left out Triage running');
    expect(deepElements(element, 'li li')).to.have.length(99);
    await push(ok);
    findButton(element, 'Thinking finished')?.click();
    await element.updateComplete;
    expect(deepText(element)).to.contain('21 older steps are left out Triage');
    await expect(element).to.be.accessible();
  });

  it('shows reasoning in its place, in paragraphs', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(begin('one'), ...reasoning, begin('two'));
    expect(deepElements(element, 'li').map(deepText).join(' | ')).to.match(
      /^one running · \d s \| Weighing the dates\. Tuesday\. \| two running/,
    );
    expect(deepElements(element, 'li p')).to.have.length(2);
  });

  it('shows lines that fit no pattern as they are, and hidden characters in names', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(begin('✍️ <b>Writing</b>'), end('✍️ <b>Writing</b>', { duration: 0 }));
    await push(begin('safe\u202Eexe', { sort: 'tool' }));
    const lines = deepElements(element, 'li').map(deepText);
    expect(lines[0]).to.equal('✍️ <b>Writing</b>');
    expect(lines[1]).to.contain('safeU+202Eexe');
  });

  it('shows arguments of tools only when the page asks for it', async () => {
    const { element, ask, push, drawn } = await openThinking();
    await ask();
    await push(...triage);
    expect(deepText(element)).not.to.contain('"open"');
    element.showToolArgs = true;
    await drawn();
    expect(deepText(element)).to.contain('{"open": true}');
  });

  it('shows the tool calls of messages, unless it is told not to', async () => {
    const { element, ask, push, drawn } = await openThinking();
    await ask();
    await push({ type: 'tool.start', toolId: 't', name: 'create_todo', runBy: 'agent' });
    expect(deepText(element)).to.contain('create_todo running');
    element.withoutTools = true;
    await drawn();
    expect(deepText(element)).to.equal('');
  });

  it('folds the steps away and shows them again when a person wants it', async () => {
    const { element, ask, push, drawn } = await openThinking();
    await ask();
    await push(...triage);
    findButton(element, 'Thinking…')?.click();
    await drawn();
    expect(findButton(element, 'Thinking…')?.getAttribute('aria-expanded')).to.equal('false');
    expect(deepElements(element, 'li')).to.have.length(0);
    findButton(element, 'Thinking…')?.click();
    await drawn();
    expect(deepElements(element, 'li')).to.have.length(2);
  });

  it('keeps the newest step in view, and leaves a reader alone who has scrolled up', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(...Array.from({ length: 60 }, (_, index) => begin(`step ${index}`)));
    const steps = element.shadowRoot?.querySelector('[role=group]');
    if (!steps) throw new Error('Expected the steps');
    const bottom = () => steps.scrollHeight - steps.clientHeight - steps.scrollTop;
    expect(steps.scrollTop).to.be.greaterThan(100);
    expect(bottom()).to.be.lessThan(8);
    const scrolled = new Promise((resolve) => {
      steps.addEventListener('scroll', resolve, { once: true });
    });
    steps.scrollTop = 40;
    await scrolled;
    await push(begin('one more'));
    expect(steps.scrollTop).to.equal(40);
  });

  it('keeps the newest step in view however deep it lies', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(...Array.from({ length: 20 }, (_, index) => begin(`step ${index}`)));
    await push(
      begin('outer', { sort: 'agent' }),
      begin('inner', { sort: 'agent', parent: 'outer' }),
    );
    await push(begin('newest', { sort: 'tool', parent: 'inner' }));
    const find = (selector: string): DOMRect | undefined =>
      element.shadowRoot?.querySelector(selector)?.getBoundingClientRect();
    expect(find('[data-newest]')?.bottom).to.be.closeTo(find('[role=group]')?.bottom ?? 0, 1);
  });

  it('lets the durations tick', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(begin('slow'));
    const shown = (): string | undefined => /slow running · (\d+) s/.exec(deepText(element))?.[1];
    const first = shown();
    expect(first).to.match(/^\d+$/);
    await until('a second to have passed', () => shown() !== first);
  });

  it('folds to one line with the whole duration when the run is over', async () => {
    const { element, session } = await thought();
    const button = findButton(element, 'Thinking finished');
    expect(deepText(element)).to.match(/^Thinking finished · \d+\.\d s$/);
    expect(button?.getAttribute('aria-expanded')).to.equal('false');
    expect(session.state.run?.status).to.equal('ok');
    await expect(element).to.be.accessible();
  });

  it('closes the space of the steps smoothly, so that what is below does not jump', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(...triage);
    const animated: Keyframe[] = [];
    const { animate } = Element.prototype;
    Element.prototype.animate = function record(frames, options) {
      animated.push(...(frames as Keyframe[]));
      return animate.call(this, frames, options);
    };
    const height = element.shadowRoot?.querySelector('[role=group]')?.clientHeight;
    await push(ok);
    Element.prototype.animate = animate;
    expect(animated.map(({ blockSize }) => blockSize)).to.eql([`${height}px`, 0]);
  });

  it('says that the run did not end well', async () => {
    const { element, session, ask, push, drawn } = await openThinking();
    await ask();
    await push(...triage);
    session.stop();
    await drawn();
    expect(deepText(element)).to.match(/^Thinking finished · stopped · /);
    findButton(element, 'Thinking finished')?.click();
    await drawn();
    expect(deepText(element)).to.contain('Triage stopped');
  });

  it('shows the run that it was given, whatever the session does', async () => {
    const { element, session, ask, push, drawn } = await thought();
    const { run } = session.state;
    element.run = run;
    await ask();
    await push(begin('Another'));
    expect(deepText(element)).to.contain('Thinking finished');
    element.run = undefined;
    await drawn();
    expect(deepText(element)).to.contain('Another');
  });

  it('is not updated by the text of the answer', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push(...triage);
    let updates = 0;
    const { requestUpdate } = element;
    element.requestUpdate = (...args) => {
      updates += 1;
      requestUpdate.apply(element, args);
    };
    for (let index = 0; index < 5; index += 1) await push(said(`${index} `));
    // The clock of the steps may have ticked.
    expect(updates).to.be.at.most(1);
  });

  it('says that the thinking is missing, and nothing else', async () => {
    const { element, ask, push } = await openThinking();
    await ask();
    await push({
      type: 'trouble',
      sort: 'error',
      code: 'thinking-missing',
      text: 'The feed could not be opened.',
      fatal: false,
    });
    expect(deepText(element)).to.equal('Thinking is missing');
    await expect(element).to.be.accessible();
  });
});
