// What a question shows, and what can be written to it.
import { expect } from '@open-wc/testing';
import '../../../src/ui/define.js';
import type { SseCheckpoint } from '../../../src/ui/checkpoint/checkpoint.js';
import { answer, button, dialogOf, drawn } from '../../support/open-checkpoint.js';
import { openQuestion } from '../../support/open-question.js';
import { jsonResponse } from '../../support/fake-fetch.js';
import { deepText, focusedElement } from '../../support/screen.js';

const schema = {
  type: 'object',
  required: ['due'],
  properties: {
    due: { type: 'integer', title: 'Days', minimum: 1 },
    note: { type: 'object', properties: { text: { type: 'string', title: 'Note' } } },
    to: { type: 'array', title: 'To', items: { enum: ['me', 'them'] } },
  },
};

function write(element: SseCheckpoint, selector: string, text: string): void {
  const field = element.renderRoot.querySelector<HTMLInputElement>(selector);
  if (!field) throw new Error(`Expected ${selector}`);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('A question', () => {
  it('says who asks, for which tool on which server, and what exactly', async () => {
    const { element } = await openQuestion({ text: 'It is due.' });
    expect(deepText(dialogOf(element))).to.match(
      /^Bookkeeper, an agent at localhost:\d+, asks Later Allow pay_invoice\? Tool pay_invoice on bank\.example to Nordlys AS amount 1250\.00 In the agent’s own words It is due\. As received/,
    );
  });

  it('names the agent that speaks, and no server that is not named', async () => {
    const { element, push } = await openQuestion();
    await push(
      { type: 'tool.start', toolId: 't', name: 'send_email', runBy: 'agent' },
      { type: 'tool.args', toolId: 't', mode: 'append', text: '{"to": 12345678901234567890}' },
    );
    const reply = { dialect: 'plain', send: 'post' } as const;
    const asked = { type: 'checkpoint.open', checkpointId: 'c', ask: 'approve' } as const;
    await push({ ...asked, toolId: 't', canEdit: false, reply });
    expect(deepText(dialogOf(element))).to.contain(
      'Tool send_email on a server that is not named to 12345678901234567890',
    );
  });

  it('is as risky as the page says, not as the agent does', async () => {
    const { element } = await openQuestion({ text: 'Risk: none' });
    element.riskOf = ({ toolName }) => (toolName === 'pay_invoice' ? 'high' : undefined);
    await drawn();
    expect(deepText(dialogOf(element))).to.contain('asks Risk: high Later');
  });

  it('can be rejected with a reason', async () => {
    const { element, server } = await openQuestion({});
    server.answer(jsonResponse({ status: 'rejected' }));
    write(element, '.feedback textarea', 'Too dear');
    await answer(element, 'Reject');
    expect(JSON.parse(server.requests[1]?.body ?? '')).to.include({ feedback: 'Too dear' });
  });

  it('offers the answers that the server offers, and no other', async () => {
    const choices = [
      { id: 'once', label: 'Once' },
      { id: 'never', label: 'Ne\u200bver' },
    ];
    const { element, server } = await openQuestion({ choices });
    server.answer(jsonResponse({}));
    const names = Array.from(element.renderRoot.querySelectorAll('.buttons button'), deepText);
    expect(names).to.deep.equal(['Once', 'NeU+200Bver']);
    await answer(element, 'Once');
    expect(JSON.parse(server.requests[1]?.body ?? '')).to.include({ choice: 'once' });
  });
});

describe('Arguments that can be edited', () => {
  it('are compared with what came, and sent with all their digits', async () => {
    const json = '{"to":"A","amount":1250.00,"id":12345678901234567890}';
    const { element, server } = await openQuestion({ canEdit: true, proposalText: json });
    server.answer(jsonResponse({ status: 'approved' }));
    button(element, 'Edit the arguments').click();
    await drawn();
    expect(focusedElement()?.localName).to.equal('textarea');
    expect(deepText(dialogOf(element))).to.contain('Nothing is changed.');
    write(element, 'textarea.json', json.replace('1250.00', '950.50'));
    await drawn();
    expect(deepText(dialogOf(element))).to.contain('amount was 1250.00 now 950.50');
    await answer(element, 'Approve with changes');
    const body = server.requests[1]?.body ?? '';
    expect(JSON.parse(body)).to.deep.include({ editsText: json.replace('1250.00', '950.50') });
  });

  it('cannot be approved as something that is no JSON', async () => {
    const { element, ready } = await openQuestion({ canEdit: true });
    button(element, 'Edit the arguments').click();
    await drawn();
    write(element, 'textarea.json', '{"to":');
    await drawn();
    await ready();
    expect(button(element, 'Approve').getAttribute('aria-disabled')).to.equal('true');
    expect(deepText(dialogOf(element))).to.contain('What you have written is no JSON.');
  });
});

describe('A question with a schema', () => {
  it('is answered by a form, once it is filled in well', async () => {
    const { element, server } = await openQuestion({ ask: 'input', schema });
    server.answer(jsonResponse({ status: 'approved' }));
    await answer(element, 'Answer');
    expect(deepText(dialogOf(element))).to.contain('This is needed.');
    expect(focusedElement()?.getAttribute('data-field')).to.equal('0');
    write(element, '[data-field="0"]', '30');
    write(element, '[data-field="1"]', 'Thanks');
    element.renderRoot.querySelectorAll<HTMLInputElement>('[data-field="2"]')[1]?.click();
    await answer(element, 'Answer');
    expect(JSON.parse(server.requests[1]?.body ?? '')).to.deep.include({
      answer: { due: 30, note: { text: 'Thanks' }, to: ['them'] },
    });
  });

  it('is answered by JSON where no form can be made of it', async () => {
    const { element, server } = await openQuestion({ ask: 'input', schema: { type: 'array' } });
    server.answer(jsonResponse({}));
    expect(deepText(dialogOf(element))).to.contain('Write your answer first.');
    write(element, 'textarea.json', '[1]');
    await drawn();
    await answer(element, 'Answer');
    expect(JSON.parse(server.requests[1]?.body ?? '')).to.deep.include({ answer: [1] });
  });
});

describe('The dialog is accessible', () => {
  const states: Readonly<Record<string, () => Promise<SseCheckpoint>>> = {
    'with a tool, a warning, a risk and a time': async () => {
      const proposalText = '{"to":"a\u202eb"}';
      const { element } = await openQuestion({ proposalText, expires: Date.now() + 60_000 });
      element.riskOf = () => 'high';
      return element;
    },
    'with edits': async () => {
      const { element } = await openQuestion({ canEdit: true });
      button(element, 'Edit the arguments').click();
      await drawn();
      write(element, 'textarea.json', '{"to":"Nordlys","amount":2}');
      return element;
    },
    'with a form that has mistakes': async () => {
      const { element } = await openQuestion({ ask: 'input', schema });
      await answer(element, 'Answer');
      return element;
    },
    'with a form in JSON': async () =>
      (await openQuestion({ ask: 'input', schema: { type: 'array' } })).element,
    'with something left out': async () =>
      (await openQuestion({ proposalText: JSON.stringify({ a: 'b'.repeat(9_000) }) })).element,
    'when it was not confirmed': async () => {
      const { element, server } = await openQuestion({});
      server.answer(new TypeError('cut'));
      await answer(element, 'Approve');
      return element;
    },
  };
  const { documentElement: page } = document;
  afterEach(() => {
    page.style.colorScheme = '';
    page.dir = '';
  });
  for (const [what, open] of Object.entries(states)) {
    it(`${what}, light and dark, in both directions`, async () => {
      const element = await open();
      for (const [scheme, direction] of [
        ['light', 'ltr'],
        ['dark', 'rtl'],
      ] as const) {
        page.style.colorScheme = scheme;
        page.dir = direction;
        await drawn();
        await expect(element).to.be.accessible();
      }
    });
  }
});
