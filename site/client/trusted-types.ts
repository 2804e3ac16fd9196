interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): void;
}

/**
 * MSW registers its worker by a string, which Trusted Types forbid. The default policy lets this one
 * address through and nothing else; the library has no part in it.
 */
export function allowWorker(script: string): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const allowed = new URL(script, document.baseURI).pathname;
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (url === allowed) return url;
      throw new TypeError(`Expected ${allowed}, found ${url}`);
    },
  });
}
