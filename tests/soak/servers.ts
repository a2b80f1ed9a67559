import { sampleTeam } from '../../server/sample.ts';
import { note } from '../helpers/note.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { freePort, Person, spawnServer } from './process.ts';

const WRITERS = 8;
const READERS = 4;

/**
 * Two processes on one PostgreSQL: eight people write through both, four pull at the same time. No
 * reader may miss a note.
 */
export async function servers({
  runs: seconds,
  seed,
  url,
  report,
}: SoakOptions): Promise<SoakResult> {
  if (url === null) return { runs: 0, failed: 'this needs PostgreSQL' };
  const first = await spawnServer(url, await freePort());
  const second = await spawnServer(url, await freePort());
  const urls = [first.url, second.url];
  const of = (index: number) => urls[index % 2] ?? first.url;
  const team = [sampleTeam.manager, ...sampleTeam.reps];
  try {
    const join = (index: number, name: string) =>
      Person.signIn(
        of(index),
        (team[index % team.length] ?? sampleTeam.manager).email,
        `${name}${seed}-${index}`,
      );
    const writers = await Promise.all(
      Array.from({ length: WRITERS }, (_, index) => join(index, 'w')),
    );
    const readers = await Promise.all(
      Array.from({ length: READERS }, (_, index) => join(index, 'r')),
    );
    const written = new Set<string>();
    const end = Date.now() + seconds * 1000;
    let pulls = 0;
    const write = writers.map(async (person, index) => {
      while (Date.now() < end)
        for (const id of await person.push(
          of(index),
          (author) => note(author, 'x'),
          1 + (written.size % 3),
        ))
          written.add(id);
    });
    const read = readers.map(async (person, index) => {
      while (Date.now() < end) {
        await person.pull(of(index + pulls++));
        await new Promise((done) => setTimeout(done, 5));
      }
    });
    const ticking = setInterval(
      () => report?.(Math.round(seconds - (end - Date.now()) / 1000)),
      1000,
    );
    await Promise.all([...write, ...read]);
    clearInterval(ticking);
    for (const [index, person] of readers.entries()) await person.pull(of(index));
    for (const person of readers) {
      const missed = [...written].filter((id) => !person.seen.has(id));
      if (missed.length > 0)
        return {
          runs: seconds,
          failed:
            `a reader missed ${missed.length} of ${written.size} notes, ` +
            `${missed[0]} among them`,
        };
    }
    return {
      runs: seconds,
      failed: null,
      figures: { notes: written.size, 'notes a second': Math.round(written.size / seconds), pulls },
    };
  } finally {
    await first.kill();
    await second.kill();
  }
}
