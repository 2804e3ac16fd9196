import { expect } from 'chai';
import { fillTemplate, TemplateError } from '../../src/dialects/template.js';

const values = {
  message: 'Hi {{user}}',
  messages: [{ role: 'user', content: 'Hi' }],
  session: undefined,
  user: 'ann',
  stream: false,
};

describe('fillTemplate', () => {
  it('puts the value itself in place of a string that is one placeholder', () => {
    const filled = fillTemplate({ a: '{{messages}}', b: ['{{ stream }}'], c: 7, d: null }, values);
    expect(filled).to.deep.equal({ a: values.messages, b: [false], c: 7, d: null });
  });

  it('replaces placeholders inside longer strings as text', () => {
    const filled = fillTemplate('{{user}} says {{messages}} ({{stream}})', values);
    expect(filled).to.equal('ann says [{"role":"user","content":"Hi"}] (false)');
  });

  it('leaves out members and elements whose value is not known', () => {
    const filled = fillTemplate({ id: '{{session}}', list: ['{{session}}', 'x'] }, values);
    expect(filled).to.deep.equal({ list: ['x'] });
  });

  it('puts nothing for an unknown value inside a longer string', () => {
    expect(fillTemplate('id={{session}}', values)).to.equal('id=');
  });

  it('does not look again at what it has put in', () => {
    expect(fillTemplate({ text: '{{message}}!' }, values)).to.deep.equal({ text: 'Hi {{user}}!' });
  });

  it('leaves keys and other braces as they are', () => {
    const template = { '{{user}}': '{user} {{ }} {{#each}} }}' };
    expect(fillTemplate(template, values)).to.deep.equal(template);
  });

  it('says which placeholders there are when it finds another', () => {
    expect(() => fillTemplate({ a: { b: 'x {{mesage}}' } }, values)).to.throw(
      TemplateError,
      'Expected one of {{message}}, {{messages}}, {{session}}, {{user}}, {{stream}} in the template, found {{mesage}}.',
    );
  });

  it('does not take inherited names for placeholders', () => {
    expect(() => fillTemplate('{{constructor}}', values)).to.throw(TemplateError);
  });

  it('keeps a member named __proto__ a member', () => {
    const filled = fillTemplate(JSON.parse('{"__proto__": {"user": "{{user}}"}}'), values);
    expect(JSON.stringify(filled)).to.equal('{"__proto__":{"user":"ann"}}');
  });
});
