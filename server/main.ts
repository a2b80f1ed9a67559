import { randomFillSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { idSource } from '../lib/model/index.ts';
import { readConfig } from './config.ts';
import { withoutAdministrator } from './ops/replay.ts';
import { invite, inviteAdministrator, revokeFounding } from './people/invitations.ts';
import { addSampleTeam, sampleTeam } from './sample.ts';
import { ConfigError } from './shared/errors.ts';
import { type Running, start } from './start.ts';
import { NewerDatabaseError } from './store/migrations/index.ts';

function invitationLines(what: string, address: string, token: string): string {
  return [
    `${what} In Sideline's settings choose “I have an invitation” and enter:`,
    `  server      ${address}`,
    `  invitation  ${token}`,
    'The invitation can be used once, within a week.',
  ].join('\n');
}

/** Prints invitations for companies that nobody administers. */
async function inviteAdministrators({ people }: Running, address: string): Promise<void> {
  for (const { id, name } of await withoutAdministrator(people.db)) {
    const what = `${name} has no administrator.`;
    console.log(invitationLines(what, address, await inviteAdministrator(people, id)));
  }
  if (await people.db.selectFrom('org').select('id').limit(1).executeTakeFirst()) return;
  // Only the latest works: the others are in logs of earlier starts.
  await revokeFounding(people.db);
  const what = 'This server has no company yet.';
  const founder = { email: null, role: 'admin', team: null } as const;
  console.log(invitationLines(what, address, await invite(people, null, founder)));
}

async function serve(demo: boolean): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  const running = await start(config);
  if (demo) {
    await addSampleTeam(running.people);
    console.log(
      `The sample team is ready. Sign in as ${sampleTeam.manager.email} or ` +
        `${sampleTeam.reps[0].email} with the password ${sampleTeam.password}`,
    );
  } else await inviteAdministrators(running, config.baseUrl);
  console.log(`Sideline listens on ${running.url}`);
  const stop = () =>
    void running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function main(): Promise<void> {
  // What a command writes, only its owner may read.
  process.umask(0o077);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name.startsWith('--')) return serve(process.argv.includes('--demo'));
  // Only here: a server needs none of what commands need.
  const { commands } = await import('./commands.ts');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new ConfigError(
      `There is no command “${name}”. The commands are: ${Object.keys(commands).join(', ')}. ` +
        'Without a command the server starts.',
    );
  const config = readConfig(process.env, process.cwd());
  const now = () => Date.now();
  await command(
    {
      config,
      log: pino({ level: 'warn', base: null }),
      now,
      ids: idSource(now, randomFillSync),
      print: (line) => console.log(line),
    },
    args,
  );
}

main().catch((error: unknown) => {
  console.error(
    error instanceof ConfigError || error instanceof NewerDatabaseError ? error.message : error,
  );
  process.exit(1);
});
