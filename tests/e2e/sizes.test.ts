import { describe, expect, inject, it } from 'vitest';
import { extensionSizes } from '../../scripts/browser/sizes.ts';
import { browsers } from './harness/stack.ts';

describe.each(browsers)('the size of the extension for %s', (browser) => {
  it('is within the limits of the watcher, the readers and the panel page', () => {
    const sizes = extensionSizes(inject('builds')[browser] ?? '');
    expect(sizes.length).toBeGreaterThan(7);
    expect(sizes.filter(({ bytes, limit }) => limit !== null && bytes > limit)).toEqual([]);
  });
});
