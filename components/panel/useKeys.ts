import { useEffect, useState } from 'react';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { useSetting } from '../data/settings.ts';
import { useUi } from '../data/ui.ts';
import { isComposing } from '../ui/keys.ts';

const field = 'input, textarea, select, [contenteditable="true"]';

/** What a key reaches: the element says so itself, whatever its words and its looks are. */
function actor(name: 'prompt.answer' | 'prompt.later' | 'prompt.why' | 'note.new') {
  return document.querySelector<HTMLElement>(`[data-action="${name}"]`);
}

/** Moves focus to the next region of the panel, round and round. */
function nextRegion(): void {
  const regions = [
    ...document.querySelectorAll<HTMLElement>('.bar, main section[aria-label], footer'),
  ];
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
  const { mutate: place, error: problem } = useAction('frame.layout');
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
      a: () => actor('prompt.answer')?.click(),
      l: () => actor('prompt.later')?.click(),
      w: () => actor('prompt.why')?.click(),
      n: () => actor('note.new')?.focus(),
      '/': () => set({ search: '' }),
      '?': () => setShown(true),
    };
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      if (event.altKey && event.shiftKey && event.code === 'KeyS' && tabId !== null)
        return place({ tabId, mode: 'tab' });
      if (event.key === 'F6') {
        event.preventDefault();
        return nextRegion();
      }
      const target = event.target as Element | null;
      if (
        letters === false ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target?.closest(field)
      )
        return;
      const action = actions[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [letters, model, open, set, tabId, place]);
  return {
    shown,
    show: () => setShown(true),
    hide: () => setShown(false),
    problem,
  };
}
