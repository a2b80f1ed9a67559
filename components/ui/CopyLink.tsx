import { useState } from 'react';
import { t } from './i18n.ts';

/** A button that copies a text and confirms it only after success. */
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
