// Notes what the policy of the page has forbidden, from the first script of the page on.
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  const { dataset } = document.documentElement;
  dataset['violations'] = `${dataset['violations'] ?? ''}${effectiveDirective} ${blockedURI}\n`;
});
