import type { ReactNode } from 'react';
import { useSync } from '../data/store.ts';
import { Button } from './Button.tsx';
import { Mark } from './Icon.tsx';
import { t } from './i18n.ts';
import { usePictureGone } from './lastPicture.ts';
import { openSettings } from './openSettings.ts';

/**
 * Shows its children only while the session is valid. After it ended, the account's data stays on
 * the device, and nothing of it is shown until the same person signs in again.
 * @param isOpen the children show nothing of the account, as the page on which one signs in.
 */
export function Locked({ children, isOpen }: { children: ReactNode; isOpen?: boolean }) {
  const state = useSync();
  const isLocked = state?.sync.problem === 'signedOut';
  usePictureGone(isLocked);
  if (isOpen) return children;
  if (!state) return null;
  if (!isLocked) return children;
  return (
    <main className="middle">
      <Mark />
      <h1>{t('locked.title')}</h1>
      <p>{t('locked.hint')}</p>
      <Button onClick={openSettings}>{t('locked.signIn')}</Button>
    </main>
  );
}
