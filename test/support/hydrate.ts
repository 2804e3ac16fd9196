// What a page loads that was drawn on a server: first Lit's own part for this, then the elements.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import '../../src/ui/define.js';
