import { describe, expect, it } from 'vitest';
import { isManager, mayManage } from '../../lib/model/index.ts';
import { meOf } from '../helpers/view.ts';

describe('who may set what counts for everyone', () => {
  it('is a manager of the organisation or a team; signed out, every person for themselves', () => {
    expect(mayManage(meOf('dana'))).toBe(true);
    expect(mayManage(meOf('ada'))).toBe(true);
    expect(mayManage(meOf('tomas'))).toBe(false);
    expect(mayManage(null)).toBe(true);
  });
  it('a team without members counts as a team, as on the server', () => {
    const me = meOf('tomas');
    const empty = { id: 'new', name: 'New', manager: 'tomas', parent: null };
    expect(mayManage({ ...me, teams: [...me.teams, empty] })).toBe(true);
    expect(isManager('rep', true)).toBe(true);
    expect(isManager('rep', false)).toBe(false);
  });
});
