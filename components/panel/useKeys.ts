import { useEffect, useState } from 'react';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { useSetting } from '../data/settings.ts';
import { useUi } from '../data/ui.ts';
import { t } from '../ui/words.ts';

const field = 'input, textarea, select, [contenteditable="true"]';

function press(name: string): void {
  const button = [...document.querySelectorAll<HTMLButtonElement>('.prompt.open button')].find((item) => item.textContent?.trim().startsWith(name));
  button?.click();
}

/** Moves focus to the next region of the panel, round and round. */
function nextRegion(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('.bar, main section[aria-label], footer')];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(here + 1) % regions.length];
  const target = next?.querySelector<HTMLElement>('button, a, input, textarea, select') ?? next;
  if (target && target.tabIndex < 0) target.tabIndex = -1;
  target?.focus();
}

/** Keys that work inside the panel only; letters can be switched off, and never fire while somebody types. */
export function useKeys(tabId: number | null, model: RecordModel | null) {
  const [shown, setShown] = useState(false);
  const letters = useSetting('letterKeys');
  const layout = useAction('frame.layout');
  const { open, set } = useUi();
  useEffect(() => {
    const prompts = model?.coaching?.prompts ?? [];
    const step = (by: number) => {
      const at = Math.max(
        0,
        prompts.findIndex(({ item }) => item.signal === open),
      );
      const next = prompts[(at + by + prompts.length) % Math.max(1, prompts.length)];
      if (next) set({ open: next.item.signal, composing: null });
    };
    const actions: Record<string, () => void> = {
      j: () => step(1),
      k: () => step(-1),
      a: () => press(t('prompts.answer')),
      l: () => press(t('prompts.later')),
      w: () => press(t('prompts.why')),
      n: () => document.querySelector<HTMLElement>('.part > .compose textarea')?.focus(),
      '/': () => set({ search: '' }),
      '?': () => setShown(true),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey && event.shiftKey && event.code === 'KeyS' && tabId !== null) return layout.mutate({ tabId, mode: 'tab' });
      if (event.key === 'F6') {
        event.preventDefault();
        return nextRegion();
      }
      const target = event.target as Element | null;
      if (letters === false || event.ctrlKey || event.metaKey || event.altKey || target?.closest(field)) return;
      const action = actions[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [letters, model, open, set, tabId, layout]);
  return { shown, show: () => setShown(true), hide: () => setShown(false) };
}
