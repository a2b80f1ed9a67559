import { t } from '../../ui/i18n.ts';
import { nameOf, type StepProps } from './context.ts';

/** Who else writes in this place. Only that, never what: no key that they press is sent. */
export function Writing({
  place,
  places,
  who,
}: Pick<StepProps, 'places' | 'who'> & { place: string }) {
  const names = places.others.flatMap((other) =>
    other.place === place ? [nameOf(who, other.user)] : [],
  );
  if (names.length === 0) return null;
  return (
    <p className="writing">
      <i className="dot" /> {t('oneOnOne.writing', [names.join(', ')])}
    </p>
  );
}
