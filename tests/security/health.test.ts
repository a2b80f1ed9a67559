// F28: /health has no limit, and asked the database each time.
import { expect, it, vi } from 'vitest';
import { healthCheck } from '../../server/health.ts';
import { startServer } from '../helpers/server.ts';

it('the health check asks the database once a second, and tells when it fails', async () => {
  const server = await startServer();
  const { db } = server.people;
  const asked = vi.spyOn(db, 'selectFrom');
  let clock = 0;
  const check = healthCheck(db, () => clock);
  await Promise.all(Array.from({ length: 100 }, check));
  clock = 999;
  await check();
  expect(asked).toHaveBeenCalledTimes(1);
  await server.close();
  await check();
  clock = 1000;
  await expect(check()).rejects.toThrow();
  await expect(check()).rejects.toThrow();
  expect(asked).toHaveBeenCalledTimes(2);
});
