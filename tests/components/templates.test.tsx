// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Playbooks from '../../components/workspace/Playbooks.tsx';
import Questions from '../../components/workspace/Questions.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { now } from '../helpers/deals.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';
import { background, named, newDb, org, show, who } from './harness.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
});
const as = (user: SampleUser) => ({ ...who, me: meOf(user), user });

describe('the page of questions without any', () => {
  it.each([
    ['dana', 'Your company’s first question', /^Write what a manager would ask/],
    ['tomas', 'Your first question', /^Write a question that Sideline should ask you/],
  ] as const)('has one button, and speaks to %s', (user, title, step) => {
    background(db, {});
    show(<Questions id={null} who={as(user)} org={org} now={now} onOpen={vi.fn()} />, db);
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(title);
    expect(screen.getByText(step)).toBeTruthy();
    expect(screen.getByText(/^Under “Deals that would show this now”/)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'New question' }).length).toBe(1);
  });
});

describe('the playbooks of a person who is not a manager', () => {
  const page = (user: SampleUser, id: string | null, onOpen = vi.fn()) =>
    show(<Playbooks id={id} who={as(user)} org={org} now={now} onOpen={onOpen} />, db);
  it('offer templates to look at, and store nothing', async () => {
    const sent = background(db, {});
    const onOpen = vi.fn();
    page('tomas', null, onOpen);
    fireEvent.click(screen.getByRole('button', { name: 'View the SPIN template' }));
    expect(onOpen).toHaveBeenCalledWith('template-spin');
    expect(screen.getByText(/^Managers publish playbooks/)).toBeTruthy();
    expect(screen.queryByText('Import file')).toBeNull();
    expect(named(sent, 'draft.keep')).toEqual([]);
  });
  it('show a template without buttons that do nothing', async () => {
    const sent = background(db, {});
    page('tomas', 'template-spin');
    await screen.findByText(/^Managers publish versions/);
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual([
      'Suggestions',
      'CRM stages',
      'Versions',
    ]);
    expect(screen.queryByText(/^Draft, kept on this device/)).toBeNull();
    for (const name of ['Undo', 'Redo', 'Delete playbook', 'Publish version 1'])
      expect(screen.queryByRole('button', { name }), name).toBeNull();
    expect(screen.queryByText(/^Version 1 will have/)).toBeNull();
    expect(named(sent, 'draft.keep')).toEqual([]);
  });
  it('a manager starts with a template', () => {
    background(db, {});
    page('dana', null);
    expect(screen.getByRole('button', { name: 'Start with SPIN' })).toBeTruthy();
    expect(screen.getByText('You can change everything before anyone else sees it.')).toBeTruthy();
  });
});
