import { describe, expect, it } from 'vitest';
import type { RowOf } from '../../lib/model/index.ts';
import { startingPoints } from '../../lib/view/startingPoints.ts';
import { item, noteFields } from '../helpers/panel.ts';

const note = (id: string, fields: Partial<RowOf<'note'>> = {}) =>
  item<'note'>(id, { ...noteFields(`Way ${id}`), createdAt: Number(id), ...fields });
const texts = (notes: readonly ReturnType<typeof note>[], except = '') =>
  startingPoints(notes, 'local', except).map(({ text }) => text);

describe('the ways forward that are offered', () => {
  it('are the newest three of the person’s own notes, each once', () => {
    const notes = ['1', '2', '3', '4'].map((id) => note(id));
    expect(texts([...notes, note('5', { text: ' Way 4 ' })])).toEqual(['Way 4', 'Way 3', 'Way 2']);
  });
  it.each<[string, Partial<RowOf<'note'>>]>([
    ['another person’s', { author: 'dana' }],
    ['a note that another person changed', { editedBy: 'dana' }],
    ['a question', { kind: 'question' }],
    ['a request for help', { kind: 'help' }],
    ['a long text', { text: 'x'.repeat(141) }],
    ['a text of two lines', { text: 'One\nTwo' }],
    ['an empty text', { text: '  ' }],
  ])('are never %s', (_what, fields) => {
    expect(texts([note('1', fields)])).toEqual([]);
  });
  it('are not the answer that is being followed up', () => {
    expect(texts([note('1', { kind: 'answer' }), note('2', { kind: 'answer' })], '2')).toEqual([
      'Way 1',
    ]);
  });
});
