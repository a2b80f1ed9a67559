import { readFileSync } from 'node:fs';
import type { TextPiece } from '../../../lib/coaching/facts.ts';
import { ms } from '../../helpers/deals.ts';

/** A sentence of a table and whether it must be found. */
export interface Row {
  language: 'en' | 'de' | 'es';
  must: boolean;
  /** What must be found, before the bar; '' without one. */
  expected: string;
  text: string;
  by: TextPiece['by'];
}

/** A text of today, or of another day. */
export const piece = (text: string, by: TextPiece['by'], inDays = -1): TextPiece => ({
  text,
  at: ms(inDays),
  from: by === 'us' ? 'note' : 'activity',
  by,
});

/**
 * The rows of a table (`rows/NAME.txt`): sections such as `# en +` for what must be found and
 * `# en -` for what must not, one sentence a line. `us:` and `buyer:` name who wrote it.
 * @param by who wrote a sentence that does not say so.
 */
export function rowsOf(name: string, by: TextPiece['by']): Row[] {
  const rows: Row[] = [];
  let section: Pick<Row, 'language' | 'must'> | null = null;
  for (const line of readFileSync(`tests/coaching/evidence/rows/${name}.txt`, 'utf8').split('\n')) {
    const heading = /^# (en|de|es) ([+-])$/.exec(line);
    if (heading) section = { language: heading[1] as Row['language'], must: heading[2] === '+' };
    else if (line !== '' && section) {
      const bar = line.indexOf('|');
      const said = line.slice(bar + 1);
      const speaker = /^(us|buyer): /.exec(said);
      rows.push({
        ...section,
        expected: line.slice(0, Math.max(bar, 0)),
        text: said.slice(speaker?.[0].length ?? 0),
        by: (speaker?.[1] as TextPiece['by']) ?? by,
      });
    }
  }
  return rows;
}
