// markdown-it 14 ships no types, and its own cover a class that is not used here.
// What these modules are is said in markdown-it.ts.
declare module 'markdown-it/lib/*' {
  const module: unknown;
  export default module;
  export const unescapeAll: unknown;
}
