// F44: a stranger made the server compute a constant document for each request.
import { expect, it, vi } from 'vitest';
import { openApi } from '../../server/api/openapi.ts';
import { startServer } from '../helpers/server.ts';

vi.mock(import('../../server/api/openapi.ts'), { spy: true });

it('the description of the routes is made once', async () => {
  const server = await startServer();
  const texts: string[] = [];
  for (let time = 0; time < 5; time++) {
    const answer = await fetch(`${server.url}/openapi.json`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    texts.push(await answer.text());
  }
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ openapi: '3.1.0' });
  expect(new Set(texts).size).toBe(1);
  expect(openApi).toHaveBeenCalledTimes(1);
  await server.close();
});
