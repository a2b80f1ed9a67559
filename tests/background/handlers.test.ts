import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { handlers, handlerTables } from '../../entrypoints/background/handlers.ts';
import { messages } from '../../lib/messages/index.ts';

const tables = Object.entries(handlerTables);

it('every message has one handler, in one table', () => {
  const twice = Object.keys(messages).flatMap((name) => {
    const found = tables.filter(([, table]) => name in table).map(([table]) => table);
    return found.length === 1 ? [] : [`${name}: ${found.join(', ')}`];
  });
  expect(twice).toEqual([]);
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(messages).sort());
});
