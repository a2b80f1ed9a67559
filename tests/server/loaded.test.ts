import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Libraries of work that most servers never do, or not at their start. */
const LATER = ['nodemailer', 'age-encryption', 'zod-openapi', 'openid-client', 'pg'];

const SCRIPT = `
  import { registerHooks } from 'node:module';
  const names = new Set();
  registerHooks({
    resolve(name, context, next) {
      names.add(name);
      return next(name, context);
    },
  });
  await import('./server/start.ts');
  console.log(JSON.stringify([...names]));
`;

it('loads libraries when they are needed: a start has no mail, backup or sign-in', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', SCRIPT],
    { maxBuffer: 10_000_000 },
  );
  const loaded = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as string[];
  expect(loaded).toContain('kysely');
  expect(loaded).toContain('./routes/ops.ts');
  expect(loaded.filter((name) => LATER.includes(name))).toEqual([]);
}, 60_000);
