import { run } from './run.ts';

/** Both browsers; SIDELINE_CRM_HOSTS and SIDELINE_SERVER_URL are read by wxt.config.ts. */
for (const browser of ['chrome', 'firefox']) {
  if ((await run('wxt', ['build', '-b', browser, '--mv3'])) !== 0) process.exitCode = 1;
}
