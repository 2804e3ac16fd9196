// eslint-plugin-lit-a11y keeps its notes on an object that ESLint lets it write to and oxlint has
// frozen: this lends it one.
import plugin from 'eslint-plugin-lit-a11y';

const rules = Object.fromEntries(
  Object.entries(plugin.rules).map(([name, rule]) => [
    name,
    Object.assign({}, rule, {
      create: (/** @type {object} */ context) => rule.create(lend(context)),
    }),
  ]),
);

export default { meta: { name: 'lit-a11y' }, rules };

/** @param {object & { sourceCode?: object }} context */
function lend(context) {
  const notes = { value: {} };
  return Object.create(context, {
    parserServices: notes,
    sourceCode: { get: () => Object.create(context.sourceCode ?? {}, { parserServices: notes }) },
  });
}
