import { usePresentUsers } from '../data/store.ts';
import { firstName } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';

/** The other users who look at this record and share their presence. */
export function Presence({
  refKey,
  names,
}: {
  refKey: string;
  names: ReadonlyMap<string, string>;
}) {
  const users = usePresentUsers(refKey) ?? [];
  if (users.length === 0) return null;
  const people = users.map((user) => firstName(names.get(user) ?? t('notes.someone'))).join(', ');
  return (
    <p className="here">
      <Icon name="eye" size={14} /> {t('here.is', users.length, [String(users.length), people])}
    </p>
  );
}
