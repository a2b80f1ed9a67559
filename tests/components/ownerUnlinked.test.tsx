// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useUi } from '../../components/data/ui.ts';
import WhoIs from '../../components/panel/WhoIs.tsx';
import type { SidelineDb } from '../../lib/store/index.ts';
import { deal } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';
import { model, newDb, show, who } from './harness.tsx';
import { newNote } from './newNote.tsx';

let db: SidelineDb;
beforeEach(() => {
  db = newDb();
  useUi.setState({ deniedIn: null });
});
const as = (user: SampleUser) => ({ ...who, me: meOf(user), user });

describe('who can read a note before the owner is known', () => {
  const viewer = { crmUserId: 'u-tomas', name: 'Tomas', email: null };
  const panel = (ownerId: string) => {
    const record = deal({ owner: { id: ownerId, name: 'Owner' } });
    const shown = model({}, { record: { ...record, viewer } });
    const composer = newNote({ model: shown, who: as('tomas') });
    return show(
      <>
        <WhoIs model={shown} view={view} who={as('tomas')} />
        {composer}
      </>,
      db,
    );
  };
  it('the owner is pointed to the question, until they answer “not me”', async () => {
    panel('u-tomas');
    await screen.findByText('First answer “Are you Tomas in EspoCRM?” to share this.');
    fireEvent.click(screen.getByRole('button', { name: 'No, that’s not me' }));
    await screen.findByText(/^This can only be shared once the record’s owner/);
    expect(
      screen.queryByText('First answer “Are you Tomas in EspoCRM?” to share this.'),
    ).toBeNull();
  });
  it('others wait for the owner', async () => {
    panel('u-else');
    await screen.findByRole('button', { name: 'Yes, that’s me' });
    expect(screen.getByText(/^This can only be shared once the record’s owner/)).toBeTruthy();
  });
});
