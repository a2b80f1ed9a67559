import type { ReactNode } from 'react';
import { useAction } from '../data/actions.ts';
import { t } from './i18n.ts';
import { Problem } from './Problem.tsx';

/**
 * A record's name that opens its page in the CRM: the tab that shows it already, else a new one.
 * Plain text with the reason where this device does not know its address.
 */
export function RecordLink({
  refKey,
  addresses,
  children,
}: {
  refKey: string;
  /** See `useAddresses`. */
  addresses: ReadonlyMap<string, string> | undefined;
  children: ReactNode;
}) {
  const open = useAction('record.open');
  const address = addresses?.get(refKey);
  if (address === undefined)
    return (
      <span title={addresses ? t('record.noAddress') : undefined} dir="auto">
        {children}
      </span>
    );
  return (
    <>
      <a
        className="record-link"
        href={address}
        target="_blank"
        rel="noreferrer"
        dir="auto"
        onClick={(event) => {
          // With a key the browser opens it where the person wants it.
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          open.mutate({ refKey });
        }}
      >
        {children}
      </a>
      <Problem error={open.error} />
    </>
  );
}
