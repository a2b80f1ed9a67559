import { Mark } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { usePictureGone } from '../ui/lastPicture.ts';

/** One sentence instead of the panel, where it cannot or must not show data. */
export function Closed({ reason }: { reason: 'otherStore' | 'untrusted' }) {
  usePictureGone(true);
  return (
    <main className="middle">
      <Mark />
      <h1>{t('extension.name')}</h1>
      <p>{t(`states.${reason}`)}</p>
    </main>
  );
}
