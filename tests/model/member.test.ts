import { describe, expect, it } from 'vitest';
import { isManager, mayManage } from '../../lib/model/index.ts';
import { meOf } from '../helpers/view.ts';

describe('who may set what counts for everyone', () => {
  it('is whoever manages the organisation or a team; signed out, everybody for themselves', () => {
    expect(mayManage(meOf('dana'))).toBe(true);
    expect(mayManage(meOf('ada'))).toBe(true);
    expect(mayManage(meOf('tomas'))).toBe(false);
    expect(mayManage(null)).toBe(true);
  });
  it('a team without members is a team, as the server says', () => {
    const me = meOf('tomas');
    const empty = { id: 'new', name: 'New', manager: 'tomas', parent: null };
    expect(mayManage({ ...me, teams: [...me.teams, empty] })).toBe(true);
    expect(isManager('rep', true)).toBe(true);
    expect(isManager('rep', false)).toBe(false);
  });
});
