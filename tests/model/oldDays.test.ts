import { describe, expect, it } from 'vitest';
import { withRealDay } from '../../lib/model/index.ts';

describe('days of 0.1.0, which looked at their form alone', () => {
  it.each([
    ['commitment', 'due', '2026-02-31', '2026-02-28'],
    ['commitment', 'due', '2028-02-30', '2028-02-29'],
    ['commitment', 'due', '0026-12-01', '2026-12-01'],
    ['commitment', 'due', '2026-00-00', '2026-01-01'],
    ['commitment', 'due', '2026-13-01', '2026-12-01'],
    ['commitment', 'due', '1026-12-01', '1970-01-01'],
    ['prompt', 'expires', '2026-02-31', '2026-02-28'],
    ['prompt', 'expires', '1026-12-01', null],
    // A day of the CRM is not guessed.
    ['dealSnapshot', 'closeDate', '0026-12-01', null],
  ])('%s, %s: %s becomes %s', (collection, field, value, day) => {
    expect(withRealDay(collection, { text: 'x', [field]: value })).toEqual({
      text: 'x',
      [field]: day,
    });
  });
  it.each([
    ['commitment', { due: '2026-12-01' }],
    ['prompt', { expires: null }],
    ['commitment', { state: 'kept' }],
    ['note', { due: '2026-02-31' }],
  ])('nothing is changed that is fine: %s', (collection, fields) => {
    expect(withRealDay(collection, fields)).toBeNull();
  });
});
