// Loaded before the tests in Node: what the library warns developers of is expected in many of them.
const { warn } = console;
console.warn = (...args: unknown[]) => {
  if (!String(args[0]).startsWith('sse-elements: ')) warn(...args);
};
