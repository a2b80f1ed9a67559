import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { isFocusFree } from '../ui/keptFocus.ts';
import { NotKept } from '../ui/Problem.tsx';
import type { Document } from './useDocument.ts';

/** Whether an element was removed or made invisible since it had the focus. */
const isGone = (element: HTMLElement) =>
  !element.isConnected || element.style.visibility === 'hidden';

/** Undo or redo. It keeps its place while there is nothing to do, so that the other stays put. */
function Step({ icon, run }: { icon: 'undo' | 'redo'; run: (() => void) | null }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      aria-label={t(`editor.${icon}`)}
      title={t(`editor.${icon}`)}
      style={{ paddingInline: 6, visibility: run ? 'visible' : 'hidden' }}
      onClick={() => run?.()}
    >
      <Icon name={icon} />
    </Button>
  );
}

/** The toolbar of a document: undo, redo, discard, and the buttons of the page. */
export function Toolbar<T>({
  title,
  doc,
  readOnly = false,
  children,
}: {
  title: string;
  doc: Document<T>;
  /** The reader may not change the document, so there is nothing to undo. */
  readOnly?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const focused = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      focused.current = target as HTMLElement;
    };
    const { current } = bar;
    current?.addEventListener('focusin', remember);
    return () => current?.removeEventListener('focusin', remember);
  }, []);
  // A button that has nothing to do is absent. If it had the focus, the title gets it.
  useEffect(() => {
    if (!focused.current || !isGone(focused.current)) return;
    focused.current = null;
    if (isFocusFree()) heading.current?.focus();
  });
  return (
    <>
      <div className="toolbar" ref={bar}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <span className="state" role="status">
          {doc.changed ? t(doc.restored ? 'editor.restored' : 'editor.unsaved') : ''}
        </span>
        <div className="row">
          {!readOnly && (doc.undo || doc.redo) && (
            <>
              <Step icon="undo" run={doc.undo} />
              <Step icon="redo" run={doc.redo} />
            </>
          )}
          {doc.changed && (
            <Button variant="subtle" color="gray" onClick={doc.discard}>
              {t('editor.discard')}
            </Button>
          )}
          {children}
        </div>
      </div>
      <NotKept error={doc.problem} full={t('editor.full')} />
    </>
  );
}
