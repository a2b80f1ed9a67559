import { expect, it } from 'vitest';
import type { Profile } from '../../lib/model/index.ts';
import { type Item, items } from '../../lib/store/index.ts';
import { orgCoaching, profileOf } from '../../lib/view/org.ts';
import { org } from '../helpers/panel.ts';
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

it('a focus ranks questions once both keys are turned; alone it counts as it is', () => {
  const focusIn = (scope: string, agreedBy: string | null) => {
    const fields = { ...fieldsOf('tomas'), agreedBy };
    const profiles = items('profile', [row('profile', 'p', scope, fields)]);
    return orgCoaching({ ...org, rows: { ...org.rows, profiles } }, 'tomas', 'dana').profile?.focus;
  };
  expect(focusIn('p:dana:tomas', null)).toBeNull();
  expect(focusIn('p:dana:tomas', 'mika')).toBeNull();
  expect(focusIn('p:dana:tomas', 'dana')).toBe('closing');
  expect(focusIn('u:tomas', null)).toBe('closing');
});
