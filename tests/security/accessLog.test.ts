// F26: who read earlier versions is logged by the server, for the person concerned alone.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyOf } from '../../server/sync/history.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { note } from '../helpers/note.ts';
import { context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('the access log, on %s', (kind) => {
  let fixture: KeyedFixture;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
  });
  afterAll(() => fixture.server.close());

  it('has an entry about a manager’s look at earlier versions, for the rep alone', async () => {
    const { r, b, c } = fixture.next();
    const { id } = await r.one({ scope: fixture.pair, patch: note(fixture.rep, 'mine') });
    const boss = await context(fixture.server.people, fixture.acme.boss);
    await historyOf(fixture.server.store, boss, id, 'entry', NOW);
    const entries = async (client: typeof r) =>
      (await client.all()).filter(({ collection }) => collection === 'opening');
    expect(await entries(r)).toMatchObject([
      { fields: { author: boss.user, rep: fixture.rep, how: 'history', at: NOW } },
    ]);
    expect([await entries(b), await entries(c)]).toEqual([[], []]);
  });
  it('takes only what was on screen from a device, with the time of arrival', async () => {
    const { b } = fixture.next();
    const entry = { refKey: fixture.key(), rep: fixture.rep, author: b.user, at: 5, how: 'panel' };
    const write = (patch: object) =>
      b.one({ collection: 'opening', scope: fixture.pair, patch: { ...entry, ...patch } });
    expect((await write({ how: 'history' })).result).toEqual(rejected('notAllowed'));
    const { id } = await write({});
    expect((await fixture.stored(id))?.fields.at).toBe(NOW);
  });
});
