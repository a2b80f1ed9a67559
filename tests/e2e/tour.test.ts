import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tour } from '../../scripts/tour.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

describe.each(pageBrowsers)('the tour of the README, in %s', (browser) => {
  let stack: Stack;
  afterAll(() => stack?.close());
  it('works as described', async () => {
    stack = await startStack();
    const [rep, manager] = [await stack.launch(browser), await stack.launch(browser)];
    await signIn(rep, 'tomas');
    await signIn(manager, 'dana');
    const result = await tour({
      rep,
      manager,
      origins: { espocrm: stack.espo, odoo: stack.odoo, salesforce: stack.salesforce },
      shots: join(stack.folder, 'shots'),
      language: 'en',
    });
    expect(result.ok).toBe(true);
    expect(result.prompts).toBeGreaterThan(0);
    expect(result.prompts).toBeLessThanOrEqual(3);
    expect(result.shots.length).toBe(6);
    for (const shot of result.shots) expect(existsSync(shot)).toBe(true);
  });
});
