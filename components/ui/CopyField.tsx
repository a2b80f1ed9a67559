import { useState } from 'react';
import { Button } from './Button.tsx';
import { t } from './i18n.ts';
import { TextInput } from './inputs.ts';

/** A read-only text with a button that copies all of it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="copy-field">
      <TextInput
        readOnly
        label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {copied ? t('notes.copied') : t('notes.copy')}
      </Button>
    </div>
  );
}
