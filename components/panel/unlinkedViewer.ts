import type { RecordModel } from '../data/record.ts';
import { useLinksOf, type useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';

type Who = NonNullable<ReturnType<typeof useMe>>;

/** The CRM's user on this page while the card asks whether that is the viewer, else null. */
export function useUnlinkedViewer({ ref, record }: Pick<RecordModel, 'ref' | 'record'>, who: Who) {
  const links = useLinksOf([who.user]);
  const isDenied = useUi((ui) => ui.deniedIn === ref.crm);
  const { crmUserId = null, name = null } = record?.viewer ?? {};
  if (!who.me || !links || isDenied || !crmUserId || !name) return null;
  const isLinked = links.some((item) => item.crm === ref.crm && item.tenant === ref.tenant);
  return isLinked ? null : { crmUserId, name };
}
