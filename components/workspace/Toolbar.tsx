import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../ui/i18n.ts';
import { NotKept } from '../ui/Problem.tsx';
import type { Document } from './useDocument.ts';

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
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      focused.current = target as Element;
    };
    const { current } = bar;
    current?.addEventListener('focusin', remember);
    return () => current?.removeEventListener('focusin', remember);
  }, []);
  // A button that has nothing to do is absent. If it had the focus, the title gets it.
  useEffect(() => {
    if (focused.current?.isConnected !== false) return;
    focused.current = null;
    if (document.activeElement === document.body) heading.current?.focus();
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
          {!readOnly && doc.undo && (
            <Button variant="subtle" color="gray" onClick={doc.undo}>
              {t('editor.undo')}
            </Button>
          )}
          {!readOnly && doc.redo && (
            <Button variant="subtle" color="gray" onClick={doc.redo}>
              {t('editor.redo')}
            </Button>
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
