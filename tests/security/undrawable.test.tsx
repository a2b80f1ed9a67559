// @vitest-environment happy-dom
// F6: a row that no device could draw took the whole panel, the export and the roll-ups away from
// everybody who read its scope.
import { screen } from '@testing-library/react';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { exportCsv, exportJson } from '../../components/data/exports.ts';
import Commitments from '../../components/panel/Commitments.tsx';
import Notes from '../../components/panel/Notes.tsx';
import { RowFailsafe } from '../../components/panel/RowFailsafe.tsx';
import Timeline from '../../components/panel/Timeline.tsx';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { loadRecord, loadShared } from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { viewOf } from '../../lib/view/record.ts';
import { summaryOf } from '../../lib/view/summary.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { background, newDb, show } from '../components/harness.tsx';
import { NOON, now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { record, sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';
import '../helpers/patience.ts';

const me = meOf('dana');
const scope = `u:${me.user.id}`;
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(1e300, -1e300, 8.65e15, -1, 2 ** 53, '9999-99-99', '2026-02-31', '', '\ud800'),
);
/** A valid row of some collection with any value in one of its fields. */
const oddRow = fc.constantFrom(...Object.keys(sampleFields)).chain((collection) =>
  fc.record({
    collection: fc.constant(collection),
    field: fc.constantFrom(...Object.keys(sampleFields[collection]?.(1) ?? {})),
    value: odd,
  }),
);

/** The record as the panel and the roll-ups load it. */
async function viewed(db: ReturnType<typeof newDb>) {
  const { viewer, links, org } = await loadShared(db);
  const shared = { viewer, links, org: orgView(org, [], false) };
  const read = await loadRecord(db, record.ref);
  return { viewer, view: viewOf(read, shared, now, typedParser('en', now)) };
}

it('any JSON in any field of any stored row is drawn, rolled up and exported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(oddRow, { minLength: 1, maxLength: 12 }), async (odds) => {
      const db = newDb();
      background(db);
      await putMeta(db, 'me', me);
      await keepRecord(db, record, NOON);
      const sane = { ...sampleFields.note?.(2), text: 'A sane note' };
      await db.rows.put(row('note', 'sane', scope, sane));
      await db.rows.bulkPut(
        odds.map(({ collection, field, value }, index) =>
          row(collection, `odd${index}`, scope, {
            ...sampleFields[collection]?.(1),
            [field]: value,
          }),
        ),
      );
      const { viewer, view } = await viewed(db);
      summaryOf(view);
      await exportCsv(db, 'rep', new Map(), 'en');
      await exportJson(db, 'rep', NOON);
      const who = {
        ...viewer,
        names: new Map<string, string>(),
        teamOf: new Map<string, string>(),
      };
      const shown = show(
        <>
          <Notes model={view} who={who} />
          <Commitments model={view} who={who} />
          {view.facts && (
            <Timeline facts={view.facts} rows={view.rows} names={who.names} me={viewer.user} />
          )}
        </>,
        db,
      );
      expect(shown.container.textContent).toContain('A sane note');
      shown.unmount();
    }),
    { numRuns: 60 },
  );
}, 120_000);

it('a row whose drawing fails is one line, and the others stay', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const Broken = () => {
    throw new Error('cannot be drawn');
  };
  show(
    <ul>
      <RowFailsafe as="li">
        <Broken />
      </RowFailsafe>
      <RowFailsafe as="li">
        <li>the next one</li>
      </RowFailsafe>
    </ul>,
    newDb(),
  );
  const lines = screen.getAllByRole('listitem').map((line) => line.textContent);
  expect(lines).toEqual(['This entry can’t be shown here.', 'the next one']);
});
