import { describe, expect, it } from 'vitest';
import { isolated } from '../../lib/model/direction.ts';

describe('a value inside a sentence', () => {
  it.each(['רות אדלר', 'شركة النور', 'Acme – חברה'])('%s is isolated', (name) => {
    expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  });
  it.each(['Ruth Adler', 'Müller & Söhne', '山田', '3', 12])('%s stays as it is', (value) => {
    expect(isolated(value)).toBe(value);
  });
});
