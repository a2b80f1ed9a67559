import { useSyncExternalStore } from 'react';
import type { Audience } from '../../lib/model/index.ts';
import { type People, type Readers, readersFor, readersOf } from '../../lib/view/audience.ts';
import { firstName } from './format.ts';
import { t, tKey } from './i18n.ts';

/** Below this width a label has first names only. */
const NARROW = '(max-width: 340px)';

/** True where the page is as narrow as the narrowest panel. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(NARROW).matches,
  );
}

/** A team's name without the word that the label adds. */
const teamName = (name: string) => name.replace(/^(?:team|equipo)\s+(?=\S)/i, '');

/** Who exactly reads a text. @param short with first names. */
function textOf(readers: Readers, short: boolean): string {
  if (readers.kind === 'you') return t('notes.readers.private');
  if (readers.kind === 'team') {
    if (readers.team === null) return t('notes.readers.team');
    const name = teamName(readers.team);
    return readers.count === null
      ? t('notes.readers.teamNamed', [name])
      : t('notes.readers.teamOf', [name, String(readers.count)]);
  }
  const { kind, name } = readers;
  const shown = name !== null && short ? firstName(name) : name;
  if (kind === 'former') return t('notes.readers.former', [shown ?? t('notes.someone')]);
  return shown === null ? t('notes.readers.pairNobody') : t('notes.readers.pair', [shown]);
}

/** The readers of a stored text. */
export function readersText(scope: string, who: People, short = false): string {
  return textOf(readersOf(scope, who), short);
}

/** An audience that can be chosen on a record, by the people who would read the text. */
export function audienceText(
  audience: Audience,
  { shareWith }: { shareWith: string | null },
  who: People,
  short = false,
): string {
  const readers = audience === 'private' ? null : readersFor(audience, shareWith, who);
  return readers === null ? tKey(`notes.audience.${audience}`) : textOf(readers, short);
}
