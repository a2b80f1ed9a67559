import type { Now } from '../../lib/coaching/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import type { useMe } from '../data/store.ts';

export type Who = NonNullable<ReturnType<typeof useMe>>;

/** Props of a page of the workspace. */
export interface PageProps {
  /** Id of the document in the address; null for the page itself. */
  id: string | null;
  who: Who;
  org: OrgView;
  now: Now;
  onOpen(id: string | null): void;
}
