import { describe, expect, it } from 'vitest';
import { pages, parseRoute } from '../../components/workspace/route.ts';
import en from '../../locales/en.json';

describe('an address in the workspace', () => {
  it.each([
    ['', { page: 'today', id: null }],
    ['#playbooks', { page: 'playbooks', id: null }],
    ['#questions/0198-ab', { page: 'questions', id: '0198-ab' }],
    ['#nowhere/1', { page: 'today', id: '1' }],
    ['#limits', { page: 'limits', id: null }],
    ['#insights', { page: 'insights', id: null }],
    ['#helps', { page: 'insights', id: null }],
    ['#me/<script>', { page: 'me', id: null }],
    ['#settings', { page: 'settings', id: null }],
    ['#settings/sites', { page: 'settings', id: 'sites' }],
    ['#settings/0198-ab', { page: 'settings', id: null }],
  ])('%s', (hash, route) => expect(parseRoute(hash)).toEqual(route));
  it.each([
    ['', null],
    ['#settings/people', 'people'],
    ['#deals', null],
  ])('the options page has the settings alone: %s', (hash, id) =>
    expect(parseRoute(hash, true)).toEqual({ page: 'settings', id }),
  );
});

it('every page of the workspace has a name; that of a person has the person’s', () => {
  const named = pages.filter((page) => page !== 'person');
  expect(Object.keys(en.workspace.page).sort()).toEqual(named.sort());
});
