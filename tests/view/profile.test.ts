import { expect, it } from 'vitest';
import type { Profile } from '../../lib/model/index.ts';
import { type Item, items } from '../../lib/store/index.ts';
import { profileOf } from '../../lib/view/org.ts';
import { row } from '../helpers/rows.ts';
import { profileOf as fieldsOf } from '../helpers/view.ts';

const inScope = (scope: string, agreedBy: string | null): Profile | null => {
  const fields = { ...fieldsOf('tomas'), agreedBy };
  const profiles: Item<'profile'>[] = items('profile', [row('profile', 'p', scope, fields)]);
  return profileOf({ profiles }, 'tomas');
};

it('only the manager of the pair has agreed to a focus', () => {
  expect(inScope('p:dana:tomas', 'dana')?.agreedBy).toBe('dana');
  // An older server handed the row over with the agreement of the former manager.
  expect(inScope('p:dana:tomas', 'mika')).toMatchObject({ focus: 'closing', agreedBy: null });
  expect(inScope('u:tomas', 'dana')?.agreedBy).toBeNull();
  expect(inScope('p:dana:tomas', null)?.agreedBy).toBeNull();
});
