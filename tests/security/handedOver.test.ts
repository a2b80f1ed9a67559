// F50: a handover showed the next manager what was agreed in one-on-ones with the former one, and
// the milestones of the first weeks. F51: the absences of a person who left stayed in their
// manager's private scope.
import { beforeEach, describe, expect, it } from 'vitest';
import { oneOnOneKey, personKey } from '../../lib/model/index.ts';
import { DEAL, type Moving, movingOrganisations } from '../helpers/moving.ts';
import { note, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('what was said to one person, on %s', (kind) => {
  const newOrganisation = movingOrganisations(kind);
  let acme: Moving;
  let [boss, rep, erik, old] = ['', '', '', ''];
  beforeEach(async () => {
    acme = await newOrganisation();
    ({ boss, rep, erik, old } = acme);
  });
  const commitment = (more: Record<string, unknown>) => ({
    ...{ refKey: DEAL, text: 'x', owner: rep, due: '2026-12-01', state: 'open', settledAt: null },
    ...{ author: rep, at: 1, ...more },
  });
  const agree = async (user: string, more: Record<string, unknown>) => {
    const patch = commitment({ author: user, ...more });
    const { result } = await acme.as(user).one({ collection: 'commitment', scope: old, patch });
    expect(result?.kind).toBe('ok');
  };
  const textOf = async (user: string) => JSON.stringify((await acme.as(user).pull()).rows);

  it('stays with the two people when the rest is handed over', async () => {
    const meeting = oneOnOneKey(rep, '2026-11-23');
    await agree(boss, { refKey: personKey(rep), text: 'SECRET by the manager', oneOnOne: meeting });
    await agree(rep, { refKey: meeting, text: 'SECRET by the rep', oneOnOne: meeting });
    await agree(rep, { text: 'SECRET about a deal', oneOnOne: meeting });
    await agree(rep, { refKey: personKey(rep), text: 'SECRET about the person' });
    const step = { refKey: personKey(rep), step: 's1', text: 'SECRET milestone', week: 3 };
    expect((await acme.as(boss).put('rampStep', old, step)).result?.kind).toBe('ok');
    await agree(rep, { text: 'Send the offer' });
    await acme.write(rep, old, 'Calls on Friday');
    await acme.move();
    await acme.handOver();
    const [next, own] = [await textOf(erik), await textOf(rep)];
    expect(next).not.toContain('SECRET');
    for (const words of ['Send the offer', 'Calls on Friday']) expect(next).toContain(words);
    expect(own.match(/SECRET/g)).toHaveLength(5);
  });

  it('is no handover where there is nothing else', async () => {
    await agree(rep, { refKey: personKey(rep), text: 'SECRET' });
    await acme.move();
    await acme.handOver();
    expect(await textOf(rep)).not.toContain('"handover"');
  });

  it.each(['keep', 'erase'] as const)('absences end with the account: %s', async (choice) => {
    const away = { member: rep, ranges: { '2026-12-20': '2027-01-20' } };
    const own = await acme.as(rep).put('away', `u:${rep}`, away);
    const shared = await acme.as(rep).put('away', old, away);
    expect([own.result?.kind, shared.result?.kind]).toEqual(['ok', 'ok']);
    await acme.as(rep).one({ scope: old, patch: note(rep, 'Kept') });
    await acme.remove(rep, choice);
    expect(await textOf(boss)).not.toContain('2027-01-20');
    const rows = await acme.all();
    expect(rows.filter(({ fields }) => fields.includes('2027-01-20'))).toEqual([]);
    expect((await acme.texts(boss)).includes('Kept')).toBe(choice === 'keep');
  });
});
