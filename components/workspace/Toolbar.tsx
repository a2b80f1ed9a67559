import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
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
  return (
    <>
      <div className="toolbar">
        <h2>{title}</h2>
        <span className="state" role="status">
          {doc.changed ? t(doc.restored ? 'editor.restored' : 'editor.unsaved') : ''}
        </span>
        <div className="row">
          {!readOnly && (
            <>
              <Button
                variant="subtle"
                color="gray"
                disabled={!doc.undo}
                onClick={() => doc.undo?.()}
              >
                {t('editor.undo')}
              </Button>
              <Button
                variant="subtle"
                color="gray"
                disabled={!doc.redo}
                onClick={() => doc.redo?.()}
              >
                {t('editor.redo')}
              </Button>
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
