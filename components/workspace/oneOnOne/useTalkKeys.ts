import { useEffect, useEffectEvent, useRef } from 'react';
import type { TalkStep } from '../../../lib/model/index.ts';
import { isComposing } from '../../ui/keys.ts';

const FOCUSABLE = ['a[href]', 'button', 'input', 'select', 'textarea']
  .map((name) => `${name}:not(:disabled)`)
  .join();
/** Where a person writes: the first field of the step in focus. */
const FIELD = '.focus-step :is(textarea, input:not([type=radio], [type=checkbox]))';

/** Moves to the next region of the page, or with Shift to the one before, and from the last on. */
function moveRegion(root: HTMLElement, isBack: boolean): void {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const count = regions.length;
  const next = isBack ? (at <= 0 ? count - 1 : at - 1) : (at + 1) % count;
  const region = regions[next];
  const target = region?.querySelector<HTMLElement>(FIELD) ?? region?.querySelector(FOCUSABLE);
  // A region without anything to press has the focus itself.
  ((target as HTMLElement | null | undefined) ?? region)?.focus();
}

interface Keys {
  /** The step on screen. */
  step: TalkStep | null;
  onNext(): void;
  /** Opens the step in which one recognises; null where there is none. */
  onRecognise: (() => void) | null;
}

/**
 * The keys of a talk, and where the focus goes when a step comes on screen by them.
 * @returns the page, and `focusOn`, which moves the focus as soon as a step is there.
 */
export function useTalkKeys({ step, onNext, onRecognise }: Keys) {
  const page = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ step: TalkStep; selector: string }>(null);
  useEffect(() => {
    if (wanted.current?.step !== step) return;
    const target = page.current?.querySelector<HTMLElement>(wanted.current.selector);
    if (!target) return;
    wanted.current = null;
    target.focus();
  });
  const focusOn = (next: TalkStep, selector = '.focus-step') => {
    wanted.current = { step: next, selector };
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (event.key === 'F6' && !isControl && page.current) moveRegion(page.current, event.shiftKey);
    else if (isControl && event.key === 'Enter') onNext();
    else if (isControl && event.shiftKey && event.key.toLowerCase() === 'l' && onRecognise)
      onRecognise();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return { page, focusOn };
}
