import { send } from '../../lib/messages/index.ts';
import { Picture } from '../../lib/model/index.ts';
import { readPicture } from './picture.ts';

let last = '';

/**
 * Sends what this panel shows, if that is another picture than the last one.
 * @param refKey the record that the panel shows.
 */
export async function keep(tabId: number, refKey: string): Promise<void> {
  const panel = document.querySelector<HTMLElement>('.panel:not(.picture)');
  const picture = panel && readPicture(panel);
  const text = JSON.stringify(picture);
  // With more on screen than a picture can have, none is kept.
  if (!picture || text === last || !Picture.safeParse(picture).success) return;
  last = text;
  await send('frame.picture', { tabId, refKey, picture });
}
