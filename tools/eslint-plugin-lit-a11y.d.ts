declare module 'eslint-plugin-lit-a11y' {
  interface Rule {
    create(context: object): object;
  }
  const plugin: { readonly rules: Readonly<Record<string, Rule>> };
  export default plugin;
}
