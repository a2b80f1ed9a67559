import { FileButton, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LOCAL_USER } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { exportCsv, exportJson, MOST_IMPORT_BYTES, readExport } from '../data/exports.ts';
import { useDb, useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { download } from '../ui/download.ts';
import { size } from '../ui/format.ts';
import { language, t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import '@mantine/core/styles/Progress.css';

/** Above this share of the storage quota, emptying the cache is offered. */
const CROWDED = 0.8;

function Storage() {
  const evict = useAction('data.evictCache');
  const storage = useQuery({
    queryKey: ['storage'],
    queryFn: async () => ({
      ...(await navigator.storage.estimate()),
      persisted: await navigator.storage.persisted(),
    }),
    staleTime: 0,
  });
  const [used, quota] = [storage.data?.usage ?? 0, storage.data?.quota ?? 0];
  if (!storage.data || quota === 0) return null;
  const share = used / quota;
  // The quota of the browser matters to people only when it is nearly reached.
  if (share <= CROWDED) return <p className="dim storage">{t('data.usedHere', [size(used)])}</p>;
  return (
    <div className="storage">
      <p className="dim">{t('data.used', [size(used), size(quota)])}</p>
      <Progress value={Math.min(100, share * 100)} aria-label={t('data.space')} color="yellow" />
      <p className="warn" role="alert">
        {t('data.crowded')}{' '}
        <button
          type="button"
          className="link"
          onClick={() => evict.mutate(undefined, { onSettled: () => void storage.refetch() })}
        >
          {t('data.evictCache')}
        </button>
      </p>
      <Problem error={evict.error} />
    </div>
  );
}

/** Export and import of the data on this device, and the storage it uses. */
export function Data() {
  const db = useDb();
  const who = useMe();
  const importRows = useAction('data.import');
  const serverExport = useAction('data.server');
  const [problem, setProblem] = useState<string | null>(null);
  const stamp = () => new Date().toISOString().slice(0, 10);
  const save = (content: () => Promise<string>, name: string, type: string) =>
    void content()
      .then((text) => {
        setProblem(null);
        download(name, text, type);
      })
      .catch((error: unknown) => setProblem(sentence(error)));
  const importFile = async (file: File | null) => {
    if (!file) return;
    if (file.size > MOST_IMPORT_BYTES)
      return setProblem(t('data.tooLarge', [size(file.size), size(MOST_IMPORT_BYTES)]));
    const exported = readExport(await file.text());
    if (!exported) return setProblem(t('data.noExport'));
    setProblem(null);
    importRows.mutate({ rows: exported.rows });
  };
  return (
    <section aria-label={t('data.title')}>
      <h2>{t('data.title')}</h2>
      <p className="dim">{t('data.hint')}</p>
      <div className="row">
        <Button
          variant="default"
          onClick={() =>
            save(
              () => exportJson(db, who?.user ?? LOCAL_USER, Date.now()),
              `sideline-${stamp()}.json`,
              'application/json',
            )
          }
        >
          {t('data.json')}
        </Button>
        <Button
          variant="default"
          onClick={() =>
            save(
              () => exportCsv(db, who?.user ?? LOCAL_USER, who?.names ?? new Map(), language()),
              `sideline-${stamp()}.csv`,
              'text/csv',
            )
          }
        >
          {t('data.csv')}
        </Button>
        {who?.me && (
          <Button
            variant="default"
            loading={serverExport.isPending}
            onClick={() =>
              save(
                async () => `${JSON.stringify(await serverExport.mutateAsync(), null, 2)}\n`,
                `sideline-server-${stamp()}.json`,
                'application/json',
              )
            }
          >
            {t('data.server')}
          </Button>
        )}
        <FileButton accept="application/json,.json" onChange={(file) => void importFile(file)}>
          {(props) => (
            <Button
              variant="default"
              aria-label={`${t('data.import')}: ${t('data.title')}`}
              title={`${t('data.import')}: ${t('data.title')}`}
              loading={importRows.isPending}
              {...props}
            >
              {t('data.import')}
            </Button>
          )}
        </FileButton>
      </div>
      {importRows.data && (
        <p role="status">
          {t('data.imported', [
            String(importRows.data.taken),
            String(importRows.data.known),
            String(importRows.data.refused),
          ])}
        </p>
      )}
      {(problem ?? importRows.error) && (
        <p className="warn" role="alert">
          {problem ?? sentence(importRows.error)}
        </p>
      )}
      <Storage />
    </section>
  );
}
