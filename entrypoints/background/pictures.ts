import { browser } from '#imports';
import { isSignInPage } from '../../lib/crm/index.ts';
import { type Picture, Pictures } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import {
  afterChanges,
  afterDoubt,
  afterReading,
  afterUnknownReading,
  noPictures,
  type PictureOf,
  pictureFor,
  pictureToPaint,
  voidsSome,
  withPicture,
} from '../../lib/view/pictures.ts';

// The last picture of each record: what a frame paints before its panel is loaded. They are kept in
// the browser's memory, which content scripts cannot read, and end with the browser.

const KEY = 'pictures';
const { session } = browser.storage;
let known: Promise<Pictures> | null = null;

async function stored(): Promise<Pictures> {
  const parsed = Pictures.safeParse((await session.get(KEY))[KEY]);
  return parsed.success ? parsed.data : noPictures;
}

let voids = 0;
/** How often a picture was lost, or may have been: what was made from one before is void. */
export const voidCount = (): number => voids;

/** Changes run one after the other; a worker that was stopped reads them again. */
async function change(to: (all: Pictures) => Pictures): Promise<void> {
  const next = (known ?? stored())
    .catch(() => noPictures)
    .then((all) => {
      const changed = to(all);
      if (voidsSome(all, changed)) voids += 1;
      return changed;
    });
  known = next;
  await session.set({ [KEY]: await next });
}

const originOf = (href: string | null | undefined) => URL.parse(href ?? '')?.origin ?? null;

/** The picture that a tab may paint of the record it was loaded with. */
export async function pictureOf(store: string, view: TabView | undefined): Promise<Picture | null> {
  const place = pictureToPaint(view);
  if (!place) return null;
  known ??= stored();
  return pictureFor(await known.catch(() => noPictures), { store, ...place }, Date.now());
}

export async function keepPicture(of: PictureOf, picture: Picture): Promise<void> {
  await change((all) => withPicture(all, of, picture, Date.now()));
}

/** A page was read. Without its CRM user, it may be another one than before. */
export async function pageRead(href: string | null, viewer: string | null): Promise<void> {
  const origin = originOf(href);
  if (origin === null) return;
  await change((all) =>
    viewer ? afterReading(all, origin, viewer) : afterUnknownReading(all, origin),
  );
}

/** A page could not be read, or is one on which people sign in. */
export async function doubtPage(href: string | null): Promise<void> {
  const origin = originOf(href);
  if (origin !== null) await change((all) => afterDoubt(all, origin));
}

/** Looks at every address that pages report. */
export async function addressSeen(href: string): Promise<void> {
  if (isSignInPage(href)) await doubtPage(href);
}

/** Rows of these records were written. */
export async function rowsChanged(refKeys: readonly string[]): Promise<void> {
  await change((all) => afterChanges(all, refKeys));
}

/** Another account, or none: nothing of the former one is painted. */
export async function forgetPictures(): Promise<void> {
  voids += 1;
  await change(() => noPictures);
}
