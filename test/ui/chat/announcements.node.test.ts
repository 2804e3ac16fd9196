// What a chat says aloud in each conversation of the demo equals a text in test/fixtures/announcements. After a change
// that is meant, `UPDATE_ANNOUNCEMENTS=1 npx mocha test/ui/chat/announcements.node.test.ts` writes them anew: read the diff.
import { expect } from 'chai';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { conversations } from '../../../demo/backend/index.js';
import { narrate, type Announcement } from '../../support/announcement-log.js';

const folder = new URL('../../fixtures/announcements/', import.meta.url);
const isUpdate = process.env['UPDATE_ANNOUNCEMENTS'] !== undefined;
if (isUpdate) mkdirSync(folder, { recursive: true });

function toGolden(id: string, log: readonly Announcement[]): string {
  const lines = log.map(({ urgency, text }) =>
    urgency === 'assertive' ? `! ${text}` : `  ${text}`,
  );
  return [`# ${id}`, ...lines].join('\n');
}

for (const [dialect, list] of Object.entries(conversations)) {
  const file = new URL(`${dialect}.txt`, folder);
  const golden = isUpdate ? [] : readFileSync(file, 'utf8').trimEnd().split('\n\n');
  const written: string[] = [];

  describe(`what a chat says aloud of ${dialect}`, () => {
    after(() => {
      if (isUpdate) writeFileSync(file, `${written.join('\n\n')}\n`);
    });

    for (const { id, prompt } of list) {
      it(`is the golden text in "${id}", at most one announcement a second`, async () => {
        const { log } = await narrate(dialect, prompt);
        const gaps = log.slice(1).map(({ at }, index) => at - (log[index]?.at ?? 0));
        expect(Math.min(...gaps, Infinity)).to.be.at.least(1_000);
        written.push(toGolden(id, log));
        if (!isUpdate) expect(golden).to.include(toGolden(id, log));
      });
    }

    it('has a golden text for every conversation, and for no other', () => {
      if (isUpdate) return;
      const ids = golden.map((text) => text.split('\n')[0]?.slice(2));
      expect(ids).to.have.members(list.map(({ id }) => id));
    });
  });
}
