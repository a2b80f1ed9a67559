import { Button, FileButton, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sentence, useAction } from '../data/actions.ts';
import { exportCsv, exportJson, readExport } from '../data/exports.ts';
import { useDb, useMe } from '../data/store.ts';
import { download } from '../ui/download.ts';
import { count } from '../ui/format.ts';
import { language, t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import '@mantine/core/styles/Progress.css';

/** Above this share of the space that the browser grants, room is offered to be made. */
const CROWDED = 0.8;
const MEGA = 1024 * 1024;

function Storage() {
  const evict = useAction('data.evictCache');
  const room = useQuery({
    queryKey: ['storage'],
    queryFn: async () => ({
      ...(await navigator.storage.estimate()),
      persisted: await navigator.storage.persisted(),
    }),
    staleTime: 0,
  });
  const [used, quota] = [room.data?.usage ?? 0, room.data?.quota ?? 0];
  if (!room.data || quota === 0) return null;
  const share = used / quota;
  const size = (bytes: number) =>
    count(bytes / MEGA, { maximumFractionDigits: bytes < 10 * MEGA ? 1 : 0 });
  return (
    <div className="storage">
      <p className="dim">{t('data.used', [size(used), size(quota)])}</p>
      <Progress
        value={Math.min(100, share * 100)}
        aria-label={t('data.space')}
        color={share > CROWDED ? 'yellow' : 'pine'}
      />
      {share > CROWDED && (
        <p className="warn" role="alert">
          {t('data.crowded')}{' '}
          <button
            type="button"
            className="link"
            onClick={() => evict.mutate(undefined, { onSettled: () => void room.refetch() })}
          >
            {t('data.evictCache')}
          </button>
        </p>
      )}
      <Problem error={evict.error} />
    </div>
  );
}

/** What is on this device, to take away and to bring in; and how much room it takes. */
export function Data() {
  const db = useDb();
  const who = useMe();
  const bring = useAction('data.import');
  const ask = useAction('data.server');
  const [problem, setProblem] = useState<string | null>(null);
  const stamp = () => new Date().toISOString().slice(0, 10);
  const take = (make: () => Promise<string>, name: string, type: string) =>
    void make()
      .then((text) => {
        setProblem(null);
        download(name, text, type);
      })
      .catch((error: unknown) => setProblem(sentence(error)));
  const read = async (file: File | null) => {
    if (!file) return;
    const found = readExport(await file.text());
    if (!found) return setProblem(t('data.noExport'));
    setProblem(null);
    bring.mutate({ rows: found.rows });
  };
  return (
    <section aria-label={t('data.title')}>
      <h2>{t('data.title')}</h2>
      <p className="dim">{t('data.hint')}</p>
      <div className="row">
        <Button
          variant="default"
          onClick={() =>
            take(() => exportJson(db, Date.now()), `sideline-${stamp()}.json`, 'application/json')
          }
        >
          {t('data.json')}
        </Button>
        <Button
          variant="default"
          onClick={() =>
            take(
              () => exportCsv(db, who?.names ?? new Map(), language()),
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
            loading={ask.isPending}
            onClick={() =>
              take(
                async () => `${JSON.stringify(await ask.mutateAsync(), null, 2)}\n`,
                `sideline-server-${stamp()}.json`,
                'application/json',
              )
            }
          >
            {t('data.server')}
          </Button>
        )}
        <FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
          {(props) => (
            <Button variant="default" loading={bring.isPending} {...props}>
              {t('data.import')}
            </Button>
          )}
        </FileButton>
      </div>
      {bring.data && (
        <p role="status">
          {t('data.imported', [
            String(bring.data.taken),
            String(bring.data.known),
            String(bring.data.refused),
          ])}
        </p>
      )}
      {(problem ?? bring.error) && (
        <p className="warn" role="alert">
          {problem ?? sentence(bring.error)}
        </p>
      )}
      <Storage />
    </section>
  );
}
