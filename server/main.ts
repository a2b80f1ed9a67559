import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from './config.ts';
import { invite } from './people/people.ts';
import { addSampleTeam, sampleTeam } from './sample.ts';
import { start } from './start.ts';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env, process.cwd());
  const running = await start(config);
  if (process.argv.includes('--demo')) {
    await addSampleTeam(running.people);
    console.log(`Sample team ready. Sign in as ${sampleTeam.manager.email} or ${sampleTeam.reps[0].email} with the password ${sampleTeam.password}`);
  } else if (!(await running.people.db.selectFrom('org').select('id').limit(1).executeTakeFirst())) {
    const token = await invite(running.people, null, { email: null, role: 'admin', team: null });
    console.log(
      `This server has no organisation yet. In Sideline's settings choose “I have an invitation” and enter:\n  server      ${config.baseUrl}\n  invitation  ${token}\nIt works once, for a week.`,
    );
  }
  console.log(`Sideline listens on ${running.url}`);
  const stop = () => void running.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
