// What tests themselves have to hand to the browser under the strict policy that their pages are served with
// (tools/strict-policy.ts). The library has no such policy: nothing of it could pass through this one.

interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

const rules: Policy = { createHTML: (text) => text, createScriptURL: (url) => url };
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
const policy = trustedTypes?.createPolicy('test', rules) ?? rules;

/** HTML that a test wants parsed. */
export function trustedHtml(text: string): string {
  return policy.createHTML(text);
}

/** The address of a script or worker that a test wants loaded. */
export function trustedScriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
