import { useState } from 'react';
import { t } from './i18n.ts';

/** Copies a text, and says so only when it was. */
export function CopyLink({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button type="button" className="link" onClick={() => void copy()}>
      {t(copied ? 'notes.copied' : 'notes.copy')}
    </button>
  );
}
