import { expect } from '@open-wc/testing';
import {
  checkImage,
  checkLink,
  compareHosts,
  hostNamedBy,
  isImageAllowed,
} from '../../../src/ui/markdown/links.js';

const base = 'https://page.example/folder/';

describe('the rules for links', () => {
  const allowed: Readonly<Record<string, readonly [href: string, host: string]>> = {
    'https://example.org/a?b#c': ['https://example.org/a?b#c', 'example.org'],
    'HTTP://EXAMPLE.ORG:8080': ['http://example.org:8080/', 'example.org:8080'],
    ' \n https://exa\tmple.org/ ': ['https://example.org/', 'example.org'],
    'other/page': ['https://page.example/folder/other/page', 'page.example'],
    '//elsewhere.example/x': ['https://elsewhere.example/x', 'elsewhere.example'],
    'mailto:someone@example.org': ['mailto:someone@example.org', 'someone@example.org'],
    'https://exämple.org': ['https://xn--exmple-cua.org/', 'xn--exmple-cua.org'],
    'https://pаypal.com/': ['https://xn--pypal-4ve.com/', 'xn--pypal-4ve.com'],
    'https:\\\\evil.example': ['https://page.example/folder/%5C%5Cevil.example', 'page.example'],
  };
  for (const [url, [href, host]] of Object.entries(allowed)) {
    it(`rebuilds ${JSON.stringify(url)} and names its host`, () => {
      expect(checkLink(url, base)).to.deep.equal({ isAllowed: true, href, host });
    });
  }

  for (const url of [
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
    ],
    ...[
      'data:text/html,<script>alert(1)</script>',
      'vbscript:x',
      'file:///etc/passwd',
      'blob:https://x/1',
    ],
    ...[
      'tel:+1234',
      'intent://x',
      'chrome://settings',
      'ftp://example.org',
      'https://',
      'http://[',
    ],
    ...['https://paypal.com@evil.example/', 'https://user:secret@example.org/'],
  ]) {
    it(`refuses ${JSON.stringify(url)}`, () => {
      expect(checkLink(url, base).isAllowed).to.equal(false);
    });
  }

  const named: Readonly<Record<string, string | undefined>> = {
    'https://paypal.com/login': 'paypal.com',
    'www.paypal.com': 'www.paypal.com',
    'paypal.com': 'paypal.com',
    'pay\u200bpal.com': 'paypal.com',
    'someone@example.org': 'someone@example.org',
    'the guide': undefined,
    'index.html': undefined,
    'Node.js': undefined,
    'Really. Yes.': undefined,
    'version 1.2': undefined,
  };
  for (const [text, host] of Object.entries(named)) {
    it(`takes the text ${JSON.stringify(text)} for ${host ?? 'no address'}`, () => {
      expect(hostNamedBy(text)).to.equal(host);
    });
  }

  it('tells the host that is named, with or without www, from one below it and from others', () => {
    expect(compareHosts('example.org', 'www.example.org')).to.equal('same');
    expect(compareHosts('www.example.org', 'docs.example.org')).to.equal('below');
    expect(compareHosts('example.org', 'example.org.evil.example')).to.equal('other');
    expect(compareHosts('example.org', 'notexample.org')).to.equal('other');
  });
});

describe('the rules for images', () => {
  it('lets addresses of the web and small pictures in the text be asked for', () => {
    expect(checkImage('https://example.org/x.png', base).isAllowed).to.equal(true);
    expect(checkImage('data:image/png;base64,AAAA', base).isAllowed).to.equal(true);
  });

  for (const url of [
    ...[
      'data:image/svg+xml;base64,PHN2Zz4=',
      'data:text/html,x',
      'javascript:alert(1)',
      'blob:https://x/1',
    ],
    `data:image/png;base64,${'A'.repeat(1_000_001)}`,
  ]) {
    it(`refuses ${url.slice(0, 40)}`, () => {
      expect(checkImage(url, base).isAllowed).to.equal(false);
    });
  }

  const list = 'https://trusted.example/static/ https://other.example';
  for (const href of ['https://trusted.example/static/a.png', 'https://other.example/anything']) {
    it(`allows ${href} when the page lists its origin and folder`, () => {
      expect(isImageAllowed(href, list)).to.equal(true);
    });
  }
  for (const href of [
    'https://trusted.example/redirect?u=https://evil.example',
    'https://trusted.example/staticky/a.png',
    'https://trusted.example/static/..%2fredirect',
    'https://trusted.example.evil.example/static/a.png',
    'http://trusted.example/static/a.png',
    'https://trusted.example:8443/static/a.png',
    'data:image/png;base64,AAAA',
  ]) {
    it(`does not allow ${href}`, () => {
      expect(isImageAllowed(href, list)).to.equal(false);
    });
  }

  it("allows nothing by default, not even what is on the page's own origin", () => {
    expect(isImageAllowed(new URL('/x.png', location.href).href, '')).to.equal(false);
  });
});
