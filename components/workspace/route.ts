import { useSyncExternalStore } from 'react';
import { ID_PATTERN } from '../../lib/model/index.ts';

export const places = ['questions', 'playbooks', 'helps', 'limits', 'me'] as const;
export type Place = (typeof places)[number];

/** Where in the workspace: `#questions/<id>`. In the address, so that it can be kept, shared with oneself and gone back to. */
export interface Route {
  place: Place;
  id: string | null;
}

export function parseRoute(hash: string): Route {
  const [place = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  return {
    place: (places as readonly string[]).includes(place) ? (place as Place) : 'questions',
    id: ID_PATTERN.test(id) ? id : null,
  };
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}

export function go(place: Place, id: string | null = null): void {
  location.hash = id === null ? place : `${place}/${id}`;
}
