import type { ReactNode } from 'react';
import { browser } from '#imports';
import { useSync } from '../data/store.ts';
import { Button } from './Button.tsx';
import { Mark } from './Icon.tsx';
import { t } from './i18n.ts';
import { usePictureGone } from './lastPicture.ts';

/**
 * Shows its children only while the session is valid. After it ended, the account's data stays on
 * the device, and nothing of it is shown until the same person signs in again.
 */
export function Locked({ children }: { children: ReactNode }) {
  const state = useSync();
  const isLocked = state?.sync.problem === 'signedOut';
  usePictureGone(isLocked);
  if (!state) return null;
  if (!isLocked) return children;
  return (
    <main className="middle">
      <Mark />
      <h1>{t('locked.title')}</h1>
      <p>{t('locked.hint')}</p>
      <Button onClick={() => void browser.runtime.openOptionsPage()}>{t('locked.signIn')}</Button>
    </main>
  );
}
