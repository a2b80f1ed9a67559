import { expect, it } from 'vitest';
import { oneOnOneKey, parseShown, refKey, shownAt } from '../../lib/model/index.ts';

it('a place in a record is read back, and a record without one is itself', () => {
  const odd = refKey({ crm: 'odoo', tenant: 'a#b', object: 'deal', id: '#7' });
  for (const key of [odd, oneOnOneKey('tomas', '2026-11-23')])
    for (const place of [null, 'goal', 'line:l1#2'])
      expect(parseShown(shownAt(key, place))).toEqual({ refKey: key, place });
});
