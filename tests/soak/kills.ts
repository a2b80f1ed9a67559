import { sampleTeam } from '../../server/sample.ts';
import { note } from '../helpers/note.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { freePort, Person, scratch, spawnServer } from './process.ts';
import { random } from './simulation.ts';

const REOPEN_MS = 5000;

/**
 * Kills a server without warning while people write to it as fast as it responds. Afterwards every
 * acknowledged note is there exactly once.
 */
export async function kills({ runs, seed, url, report }: SoakOptions): Promise<SoakResult> {
  const place = scratch();
  const database = url ?? place.path('sideline.db');
  const port = await freePort();
  const next = random(seed);
  const env = { SIDELINE_SECRET: 'a secret of the long runs, 40 letters or so' };
  let server = await spawnServer(database, port, env);
  const acknowledged = new Set<string>();
  let slowest = 0;
  try {
    const people = await Promise.all(
      [sampleTeam.manager, ...sampleTeam.reps].map((person, index) =>
        Person.signIn(server.url, person.email, `k${seed}-${index}`),
      ),
    );
    const [reader] = people;
    if (!reader) throw new Error('nobody signed in');
    for (let run = 0; run < runs; run++) {
      let writing = true;
      const writers = people.map(async (person) => {
        while (writing) {
          try {
            for (const id of await person.push(
              server.url,
              (author) => note(author, `round ${run}`),
              1 + Math.floor(next() * 5),
            ))
              acknowledged.add(id);
          } catch {
            // Killed: pending notes are not acknowledged, and are sent again with the same numbers.
            return;
          }
        }
      });
      await new Promise((done) => setTimeout(done, 60 + next() * 240));
      await server.kill();
      writing = false;
      await Promise.all(writers);
      server = await spawnServer(database, port, env);
      slowest = Math.max(slowest, server.startedIn);
      // Pushes without a response are repeated: the numbers show what was already done.
      for (const person of people)
        for (const id of await person.push(
          server.url,
          (author) => note(author, `round ${run}, again`),
          3,
        ))
          acknowledged.add(id);
      reader.cursors = {};
      reader.seen.clear();
      await reader.pull(server.url);
      const lost = [...acknowledged].filter((id) => !reader.seen.has(id));
      if (lost.length > 0)
        return {
          runs: run + 1,
          failed: `round ${run}: ${lost.length} acknowledged notes are gone, ${lost[0]} among them`,
        };
      report?.(run + 1);
    }
    const failed =
      slowest > REOPEN_MS && runs >= 100 ? `the slowest start took ${slowest} ms` : null;
    return {
      runs,
      failed,
      figures: { acknowledged: acknowledged.size, 'slowest start, ms': slowest },
    };
  } finally {
    await server.kill();
    place.remove();
  }
}
