import { useEffect, useState } from 'react';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { useSetting } from '../data/settings.ts';
import { useUi } from '../data/ui.ts';
import { isComposing } from '../ui/keys.ts';

const field = 'input, textarea, select, [contenteditable="true"]';

/** The element that a key activates. Found by its `data-action`, not by its text or its class. */
function elementOf(name: 'prompt.answer' | 'prompt.later' | 'prompt.why' | 'note.new') {
  return document.querySelector<HTMLElement>(`[data-action="${name}"]`);
}

/** Moves the focus to the next region of the panel; after the last comes the first. */
function nextRegion(): void {
  const regions = [
    ...document.querySelectorAll<HTMLElement>('.bar, main section[aria-label], footer'),
  ];
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(current + 1) % regions.length];
  const target = next?.querySelector<HTMLElement>('button, a, input, textarea, select') ?? next;
  if (target && target.tabIndex < 0) target.tabIndex = -1;
  target?.focus();
}

/**
 * Keyboard shortcuts inside the panel. Single letters can be turned off in the settings, and do
 * nothing in a field.
 */
export function useKeys(tabId: number | null, model: RecordModel | null) {
  const [shown, setShown] = useState(false);
  const letters = useSetting('letterKeys');
  const { mutate: setLayout, error: problem } = useAction('frame.layout');
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
      a: () => {
        // A button, or the field of a question that has returned.
        const answer = elementOf('prompt.answer');
        answer?.focus();
        answer?.click();
      },
      l: () => elementOf('prompt.later')?.click(),
      w: () => elementOf('prompt.why')?.click(),
      n: () => elementOf('note.new')?.focus(),
      '/': () => set({ search: '' }),
      '?': () => setShown(true),
    };
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      if (event.altKey && event.shiftKey && event.code === 'KeyS' && tabId !== null)
        return setLayout({ tabId, mode: 'tab' });
      if (event.key === 'F6') {
        event.preventDefault();
        return nextRegion();
      }
      const target = event.target as Element | null;
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
      if (letters === false || hasModifier || target?.closest(field)) return;
      const action = actions[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [letters, model, open, set, tabId, setLayout]);
  return {
    shown,
    show: () => setShown(true),
    hide: () => setShown(false),
    problem,
  };
}
