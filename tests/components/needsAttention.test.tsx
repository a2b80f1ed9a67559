// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Attention from '../../components/panel/NeedsAttention.tsx';
import { known, type Mutation, refKey } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { meOf } from '../helpers/view.ts';
import { background, newDb, putRow, show } from './harness.tsx';

const evidence = 'Ruth said on the phone that the board wants it before May';
const stage = { id: 's', name: 'Discovery', seller: 'Listen', buyer: '', ask: ['Which pain?'] };
const document = { format: 1, name: 'Our way', stages: [stage] };
const KEY = 'espocrm/crm.acme.test/deal/x1';

let db: SidelineDb;
const copied: string[] = [];
beforeEach(() => {
  db = newDb();
  copied.length = 0;
  vi.stubGlobal('navigator', {
    ...navigator,
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  });
});

const refuse = (mutation: Partial<Mutation>) => {
  const whole = { id: 'm1', seq: 1, op: 'put', rowId: 'x', base: 0, scope: 'p:old:rep' };
  return db.refused.put({
    id: 'm1',
    code: 'notAllowed',
    at: 1,
    mutation: { ...whole, ...mutation } as Mutation,
  });
};
const button = (name: string) => screen.findByRole('button', { name });

describe('words that the server refused', () => {
  it.each([
    ['evidence', 'checkItem', { evidence, done: true }, { Evidence: evidence }],
    [
      'a typed fact',
      'typedFact',
      { field: 'nextStep', value: 'Call Ruth' },
      { 'Next step': 'Call Ruth' },
    ],
    ['a commitment', 'commitment', { text: 'Send terms' }, { Commitment: 'Send terms' }],
    ['a note', 'note', { text: 'What I heard' }, { Note: 'What I heard' }],
    [
      'a question',
      'prompt',
      { name: 'Budget', rep: 'Who signs?', manager: 'Who signs it?', when: '' },
      {
        'Name of the question': 'Budget',
        'Question for the rep': 'Who signs?',
        'Question for the manager': 'Who signs it?',
      },
    ],
    [
      'a playbook',
      'playbookVersion',
      { document, why: 'Simpler' },
      { Playbook: 'Our way\nDiscovery\nListen\nWhich pain?', 'What changed and why': 'Simpler' },
    ],
  ])('of %s are shown under their names and can be copied', async (_, collection, patch, shown) => {
    await refuse({ collection, patch: { refKey: KEY, ...patch } });
    background(db);
    show(<Attention />, db);
    fireEvent.click(await button('Copy'));
    const card = window.document.querySelector('.version');
    const labels = [...(card?.querySelectorAll('.by') ?? [])].map((label) => label.textContent);
    const texts = [...(card?.querySelectorAll('.text') ?? [])].map((text) => text.textContent);
    expect(Object.fromEntries(labels.map((label, index) => [label, texts[index]]))).toEqual(shown);
    const [copy = ''] = copied;
    if (collection === 'playbookVersion')
      expect(copy).toBe(`${JSON.stringify(document, null, 2)}\n\nSimpler`);
    else expect(copy).toBe(Object.values(shown).join('\n\n'));
  });

  it('are discarded for good only with a second press', async () => {
    await refuse({ collection: 'checkItem', patch: { refKey: KEY, evidence } });
    const sent = background(db);
    show(<Attention />, db);
    fireEvent.click(await button('Discard'));
    fireEvent.click(await button('Discard for good'));
    await vi.waitFor(() =>
      expect(sent).toMatchObject([{ name: 'rejected.discard', input: { id: 'm1' } }]),
    );
  });

  it('name their record, and can be saved where they belong now', async () => {
    const record = deal();
    const name = known(record.fields.name) ?? '';
    await keepRecord(db, record, NOON);
    await putMeta(db, 'me', meOf('tomas'));
    await refuse({ collection: 'checkItem', patch: { refKey: refKey(record.ref), evidence } });
    const sent = background(db);
    show(<Attention />, db);
    expect(await screen.findByText(name)).toBeTruthy();
    fireEvent.click(await button('Save again, only for me'));
    await vi.waitFor(() =>
      expect(sent).toMatchObject([{ name: 'rejected.saveAgain', input: { id: 'm1' } }]),
    );
  });

  it('and texts with two versions open their record', async () => {
    const record = deal();
    const key = refKey(record.ref);
    const address = 'https://crm.acme.test/#Opportunity/view/1';
    await keepRecord(db, record, NOON, null, address);
    await refuse({ collection: 'checkItem', patch: { refKey: key, evidence } });
    const fields = { text: 'Friday', recordName: 'Marlow Foods: renewal' };
    await putRow(db, 'n1', 'Friday');
    await db.rows.update('n1', { refKey: key, conflicted: 1, fields });
    background(db);
    show(<Attention />, db);
    await vi.waitFor(() =>
      expect(
        screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]),
      ).toEqual([
        [known(record.fields.name), address],
        [fields.recordName, address],
      ]),
    );
  });

  it('that may not be saved anywhere else have no such button', async () => {
    await putMeta(db, 'me', meOf('tomas'));
    await refuse({ collection: 'checkItem', op: 'patch', patch: { evidence } });
    background(db);
    show(<Attention />, db);
    await button('Copy');
    const names = screen.getAllByRole('button').map((item) => item.textContent);
    expect(names).toEqual(['Copy', 'Discard']);
  });
});
