import { expect, it } from 'vitest';
import { isPasswordLength } from '../../lib/model/index.ts';

it('a password has 10 to 128 characters', () => {
  const fits = [9, 10, 128, 129].map((length) => isPasswordLength('x'.repeat(length)));
  expect(fits).toEqual([false, true, true, false]);
});
