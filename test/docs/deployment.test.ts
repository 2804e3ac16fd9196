// docs/deployment.md and the diagnoses that point to it say the same.
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { diagnoseFeed } from '../../src/session/diagnose-feed.js';
import {
  type Diagnosis,
  diagnoseCut,
  diagnoseWhole,
  silentStream,
} from '../../src/session/diagnose-stream.js';

const page = readFileSync(new URL('../../docs/deployment.md', import.meta.url), 'utf8');
const second = 1_000;

const feed = {
  ...{ askedAt: 0, openedAt: 0, heardAt: 0, sentAt: 0, answeredAt: 9 * second },
  ...{ lines: 0, firstLineAt: 9 * second, lastLineAt: 9 * second },
};

/** One of each code. */
const diagnoses: readonly (Diagnosis | undefined)[] = [
  silentStream,
  diagnoseWhole({ sentAt: 0, heardAt: 9e3, firstAt: 9e3, messages: 3 }, 9e3),
  diagnoseFeed(feed),
  diagnoseFeed({ ...feed, lines: 3 }),
  diagnoseCut({ sentAt: 0, heardAt: 0 }, 60 * second),
];

describe('docs/deployment.md', () => {
  it('has the headings that diagnoses name, and explains their codes under them', () => {
    for (const diagnosis of diagnoses) {
      const [, heading = ''] =
        /See "(.+)" in docs\/deployment\.md$/.exec(diagnosis?.message ?? '') ?? [];
      const [, section = ''] = page.split(`\n### ${heading}\n`);
      expect(section.split('\n## ')[0], heading).to.include(`**\`${diagnosis?.code}\`:`);
    }
  });

  it('lists the limits that are known', () => {
    const [, list = ''] = /never begun, (.+?)\ss /.exec(page) ?? [];
    const limits = list.split(/,\s|\sor\s/).map(Number);
    expect(limits).to.have.length(8);
    for (const limit of limits) {
      const { code } = diagnoseCut({ sentAt: 0, heardAt: 0 }, limit * second) ?? {};
      expect(code, `${limit} s`).to.equal('gateway-timeout');
    }
  });
});
