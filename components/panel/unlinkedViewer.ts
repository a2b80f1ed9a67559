import { unlinkedUser } from '../../lib/view/viewer.ts';
import type { RecordModel } from '../data/record.ts';
import { useLinksOf, type useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';

type Who = NonNullable<ReturnType<typeof useMe>>;

/** The CRM's user on this page while the card asks whether that is the viewer, else null. */
export function useUnlinkedViewer(model: Pick<RecordModel, 'ref' | 'record'>, who: Who) {
  const links = useLinksOf([who.user]);
  const isDenied = useUi((ui) => ui.deniedIn === model.ref.crm);
  return links && !isDenied ? unlinkedUser(who.me, links, model) : null;
}
