import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import { browser } from '#imports';
import type { Now } from '../../lib/coaching/index.ts';
import { sendFor } from '../../lib/messages/index.ts';
import { inSlices } from '../../lib/platform/slices.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { readingTimes, writtenIn } from '../../lib/store/index.ts';
import { excerptContext } from '../../lib/view/excerpts.ts';
import {
  type ListedDeals,
  type ListInput,
  listDeals,
  type NewExcerpts,
} from '../../lib/view/listed.ts';
import { loadOtherRows, loadVisitRows } from '../../lib/view/load.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { type Request, requestsOf } from '../../lib/view/rightDeals.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { useDb, useIdentities, useMe } from './store.ts';

/** Excerpts in one message. */
const SENT = 200;

async function keep(store: string, { invalidations, excerpts }: NewExcerpts): Promise<void> {
  const send = sendFor(store);
  for (let from = 0; from < excerpts.length; from += SENT)
    await send('deals.excerpts', {
      store,
      invalidations,
      excerpts: excerpts.slice(from, from + SENT),
    });
}

/** Ends a computation whose input has changed. */
class Ended extends Error {}

/** Pauses like `inSlices`. @throws Ended */
function whileWanted(isEnded: () => boolean) {
  const rest = inSlices();
  return async () => {
    await rest();
    if (isEnded()) throw new Ended();
  };
}

export interface ListedWithRequests extends ListedDeals {
  /** Open requests of others on all deals. */
  requests: readonly Request[];
}

/** The input of the list, live; undefined until it is loaded. */
function useInput(org: OrgView, now: Now): ListInput | undefined {
  const db = useDb();
  const readAt = useLiveQuery(() => readingTimes(db), [db]);
  const visits = useLiveQuery(() => loadVisitRows(db), [db]);
  const others = useLiveQuery(() => loadOtherRows(db), [db]);
  const viewer = useMe();
  const links = useIdentities();
  return useMemo(() => {
    if (!readAt || !visits || !others || !viewer || !links) return undefined;
    const shared = { viewer, links, org };
    const language = browser.i18n.getUILanguage();
    const build = browser.runtime.getManifest().version;
    const context = excerptContext(shared, now, { build, language });
    const parse = typedParser(language, now);
    return { readAt, visits, others, shared, context, now, parse };
  }, [readAt, visits, others, viewer, links, org, now]);
}

/** The open deals on this device, as they are listed. Undefined until loaded. */
export function useListedDeals(org: OrgView, now: Now): ListedWithRequests | undefined {
  const db = useDb();
  const input = useInput(org, now);
  const [listed, setListed] = useState<{ db: object } & ListedDeals>();
  useEffect(() => {
    if (!input) return;
    let isEnded = false;
    const run = async () => {
      const show = (next: ListedDeals) => !isEnded && setListed({ db, ...next });
      const fresh = await listDeals(
        db,
        input,
        whileWanted(() => isEnded),
        show,
      );
      if (fresh) await keep(db.name, fresh);
    };
    unawaited(
      'the list of deals',
      run().catch((error: unknown) => {
        if (!(error instanceof Ended)) throw error;
      }),
    );
    return () => {
      isEnded = true;
    };
  }, [db, input]);
  const requests = useMemo(() => {
    if (!input) return [];
    const { notes, replies } = writtenIn(input.others.rows);
    return requestsOf(notes, replies, input.shared.viewer.user);
  }, [input]);
  // What another account’s database gave is not shown.
  return useMemo(
    () => (listed?.db === db ? { ...listed, requests } : undefined),
    [listed, requests, db],
  );
}
