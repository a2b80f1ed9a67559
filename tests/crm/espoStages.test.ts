import { describe, expect, it } from 'vitest';
import { coach, dealFacts } from '../../lib/coaching/index.ts';
import { normalise } from '../../lib/crm/index.ts';
import { read } from '../../lib/crm/readers/espocrm.ts';
import { known, ReadResult } from '../../lib/model/index.ts';
import { crmPage, dealOf } from '../helpers/crmPage.ts';

/** An invented EspoCRM whose closed stages have the company's own names. */
const NOW = Date.parse('2026-11-22T12:00:00Z');
const ID = 'd0000000000000001';
const METADATA = {
  options: ['Erstkontakt', 'Workshop', 'Bestellt', 'Nicht dieses Jahr', 'Geparkt'],
  probabilityMap: { Erstkontakt: 10, Workshop: 50, Bestellt: 100, 'Nicht dieses Jahr': 0 },
};
const deal = (stage: string) => ({
  id: ID,
  name: 'Kiln',
  stage,
  amount: 10,
  probability: 50,
  closeDate: '2026-11-01',
  createdAt: '2026-09-01 09:00:00',
});

function espo(hash: string, record: object, metadata: object | null = METADATA) {
  const { win } = crmPage(`http://crm.test/${hash}`, '', (url) => {
    const answer = (response: unknown) => ({ status: 200, response });
    if (url.includes('Metadata')) return metadata && answer(metadata);
    if (url.includes('/opportunities?'))
      return answer({
        list: METADATA.options.map((stage, index) => ({
          ...deal(stage),
          id: `d${index}`,
          name: stage,
        })),
      });
    if (url.includes('?')) return answer({ list: [] });
    return answer(record);
  });
  return win;
}
const readDeal = async (stage: string, metadata: object | null = METADATA) =>
  dealOf(await read(espo(`#Opportunity/view/${ID}`, deal(stage), metadata)), 'espocrm', ID, NOW);

describe('EspoCRM with its own names of stages', () => {
  it.each([
    ['Erstkontakt', 'open'],
    ['Bestellt', 'won'],
    ['Nicht dieses Jahr', 'lost'],
    ['Geparkt', undefined],
  ])('%s is %s by its probability in the metadata', async (stage, status) => {
    const { fields } = await readDeal(stage);
    expect(known(fields.status)).toBe(status);
    expect(known(fields.stageId)).toBe(stage);
  });
  it('the probability of a deal is not that of its stage', async () => {
    const record = await readDeal('Bestellt', null);
    expect(record.fields.status.state).toBe('unseen');
    const facts = dealFacts({ record }, { ms: NOW, timeZone: 'UTC' }, () => null);
    // Half likely: by itself that means an open deal.
    expect(known(facts.fields.status)).toBe('open');
  });
  it('a closed deal is asked nothing, whatever its stage is called', async () => {
    for (const stage of ['Bestellt', 'Nicht dieses Jahr']) {
      const record = await readDeal(stage);
      const facts = dealFacts({ record }, { ms: NOW, timeZone: 'UTC' }, () => null);
      const asked = coach(facts).triggered.filter((item) => item.kind !== 'praise');
      expect(asked, stage).toEqual([]);
    }
  });
  it('a contact’s open deals leave out those, and one of unknown status', async () => {
    const win = espo('#Contact/view/c1', { id: 'c1', name: 'Ruth' });
    const result = ReadResult.parse(await read(win));
    if (!result.ok) throw new Error(result.failure);
    const ref = { crm: 'espocrm', tenant: 't', object: 'contact', id: 'c1' } as const;
    const record = normalise(result.record, ref, NOW, 'UTC');
    if (record.kind !== 'contact') throw new Error('no contact');
    expect(known(record.fields.openDeals)?.map(({ name }) => name)).toEqual([
      'Erstkontakt',
      'Workshop',
    ]);
  });
});
