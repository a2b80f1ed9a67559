// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Condition } from '../../components/workspace/Condition.tsx';
import { groupedFields } from '../../components/workspace/conditionFields.ts';
import { groupOf } from '../../components/workspace/limitGroups.ts';
import { compileCondition, factFields } from '../../lib/coaching/authored/index.ts';
import { signals } from '../../lib/coaching/index.ts';
import { newDb, show } from './harness.tsx';

let stored = '';
function Editor({ start }: { start: string }) {
  const [value, setValue] = useState(start);
  stored = value;
  return (
    <Condition
      value={value}
      condition={compileCondition(value)}
      stages={['Proposal', 'Won']}
      onChange={setValue}
    />
  );
}
const edit = (start: string) => show(<Editor start={start} />, newDb());
const row = (number: number) => within(screen.getByRole('group', { name: `Condition ${number}` }));
const choose = (label: string, value: string, number = 1) =>
  fireEvent.change(row(number).getByRole('combobox', { name: label }), { target: { value } });
const type = (value: string, number = 1) =>
  fireEvent.change(row(number).getByLabelText(/^Value/), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  stored = '';
});

describe('the editor of a condition', () => {
  it('builds a condition from fields, comparisons and values', () => {
    edit('');
    expect(screen.getByText(/^Asked on every open deal/)).toBeTruthy();
    press('Add condition');
    expect(stored).toBe('deal.quietDays > 14');
    choose('Comparison', 'atLeast');
    type('21');
    expect(stored).toBe('deal.quietDays >= 21');
    press('Add condition');
    choose('Field', 'stage', 2);
    choose('Comparison', 'oneOf', 2);
    type('Proposal\nWon', 2);
    expect(stored).toBe('deal.quietDays >= 21 && deal.stage in ["Proposal", "Won"]');
    fireEvent.change(screen.getByRole('combobox', { name: 'Ask when' }), {
      target: { value: 'any' },
    });
    choose('Field', 'hasNextStep', 1);
    choose('Comparison', 'no', 1);
    expect(stored).toBe('!deal.hasNextStep || deal.stage in ["Proposal", "Won"]');
    press('Remove condition 2');
    expect(stored).toBe('!deal.hasNextStep');
    press('Add condition');
    expect(stored, 'the chosen way to join').toBe('!deal.hasNextStep || deal.quietDays > 14');
  });
  it('keeps the last number while the field has none, and shows that', () => {
    edit('deal.amount > 50000');
    const field = row(1).getByLabelText('Value') as HTMLInputElement;
    expect(field.value).toBe('50,000');
    type('many');
    expect(stored).toBe('deal.amount > 50000');
    expect(screen.getByText('Enter a number')).toBeTruthy();
    fireEvent.blur(field);
    expect(field.value).toBe('50,000');
    type('1,000.5');
    expect(stored).toBe('deal.amount > 1000.5');
  });
  it('offers the stages that deals have', () => {
    edit('deal.stage == "Proposal"');
    const field = row(1).getByLabelText('Value');
    const list = document.getElementById(field.getAttribute('list') ?? '');
    expect([...(list?.children ?? [])].map((option) => option.getAttribute('value'))).toEqual([
      'Proposal',
      'Won',
    ]);
  });
  it('leaves what fields cannot show a text, and says so', () => {
    const source = '!(deal.amount > 5) && deal.hasOwner';
    edit(source);
    expect(screen.queryByRole('group', { name: /^Condition/ })).toBeNull();
    expect((screen.getByRole('textbox', { name: 'Condition' }) as HTMLInputElement).value).toBe(
      source,
    );
    expect(screen.getByText(/^Fields can’t show this condition/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit with fields' })).toBeNull();
  });
  it('stays a text while it is typed, and becomes fields on request', () => {
    edit('deal.amount > 5');
    press('Edit as text');
    const text = screen.getByRole('textbox', { name: 'Condition' });
    expect(document.activeElement).toBe(text);
    fireEvent.change(text, { target: { value: 'deal.amount > 5 && deal.hasOwner' } });
    expect(screen.getByRole('textbox', { name: 'Condition' })).toBe(text);
    press('Edit with fields');
    expect(row(2).getByRole('combobox', { name: 'Comparison' })).toBeTruthy();
    expect(stored).toBe('deal.amount > 5 && deal.hasOwner');
  });
});

describe('lists on screen', () => {
  it('offer every field once', () => {
    const offered = groupedFields().flatMap(({ fields }) => fields);
    expect([...offered].sort()).toEqual(factFields.map(({ name }) => name).sort());
    expect(groupedFields().at(-1)?.fields).toEqual([
      ...['texts', 'competitorMentioned', 'checklistOpen', 'checklistDone'],
    ]);
  });
  it('have a group for every signal', () => {
    expect(signals.filter((signal) => groupOf(signal) === undefined).map(({ id }) => id)).toEqual(
      [],
    );
  });
});
