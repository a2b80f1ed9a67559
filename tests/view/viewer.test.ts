import { describe, expect, it } from 'vitest';
import { unlinkedUser } from '../../lib/view/viewer.ts';
import { deal } from '../helpers/deals.ts';
import { meOf } from '../helpers/view.ts';

const { ref } = deal({});
const link = { crm: ref.crm, tenant: ref.tenant };
const viewer = { crmUserId: 'u1', name: 'Tomas Lindqvist', email: null };
const seen = { ref, record: { viewer } };

describe('the CRM’s user on a page', () => {
  it('is asked about while nobody said whether that is the viewer', () =>
    expect(unlinkedUser(meOf('tomas'), [], seen)).toEqual({
      crmUserId: 'u1',
      name: 'Tomas Lindqvist',
    }));
  it('is asked about in each system', () => {
    expect(unlinkedUser(meOf('tomas'), [link], seen)).toBeNull();
    expect(unlinkedUser(meOf('tomas'), [{ ...link, tenant: 'other' }], seen)).not.toBeNull();
    expect(unlinkedUser(meOf('tomas'), [{ ...link, crm: 'zoho' }], seen)).not.toBeNull();
  });
  it.each([
    ['nobody is signed in', null, seen],
    ['the page has no user', meOf('tomas'), { ref, record: { viewer: { ...viewer, name: null } } }],
    [
      'the page has no id',
      meOf('tomas'),
      { ref, record: { viewer: { ...viewer, crmUserId: null } } },
    ],
    ['the record was not read', meOf('tomas'), { ref, record: null }],
  ])('is not asked about where %s', (_, me, page) => expect(unlinkedUser(me, [], page)).toBeNull());
});
