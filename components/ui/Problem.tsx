import type { ReactNode } from 'react';
import { MessageError } from '../../lib/messages/index.ts';
import { sentence } from '../data/actions.ts';
import { CopyLink } from './CopyLink.tsx';
import { t } from './i18n.ts';

/** The error of an action, next to its button. Renders nothing without an error. */
export function Problem({ error, children }: { error: unknown; children?: ReactNode }) {
  if (!error) return null;
  return (
    <p className="problem" role="alert">
      {sentence(error)}
      {children}
    </p>
  );
}

/** The error of an action that saves. */
export function NotSaved({ error, text }: { error: unknown; text?: string }) {
  if (!error) return null;
  return (
    <p className="problem" role="alert">
      {t('notes.notSaved', [sentence(error)])} {text !== undefined && <CopyLink text={text} />}
    </p>
  );
}

/** Why a draft could not be stored: its text exists only in the field. */
export function NotKept({ error, text, full }: { error: unknown; text?: string; full: string }) {
  if (!error) return null;
  const code = error instanceof MessageError ? error.code : 'unexpected';
  const sentences: Partial<Record<typeof code, string>> = { full, update: t('notes.updated') };
  return (
    <p className="problem" role="status">
      {sentences[code] ?? t('notes.notKept', [sentence(error)])}{' '}
      {text !== undefined && <CopyLink text={text} />}
    </p>
  );
}
