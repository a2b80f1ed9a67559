import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { fromMethod, methods, playbooksOf } from '../../lib/coaching/playbooks/index.ts';
import type { Playbook } from '../../lib/model/index.ts';
import { useDeals } from '../data/deals.ts';
import { ids } from '../data/ids.ts';
import { t, tKey } from '../ui/words.ts';
import { ImportPlaybook } from './Files.tsx';
import { PlaybookEditor } from './PlaybookEditor.tsx';
import type { PlaceProps } from './place.ts';

/** Playbooks of the organisation: those in use, the shipped ones to begin from, and the editor of one. */
export default function Playbooks({ id, who, org, now, onOpen }: PlaceProps) {
  const [started, setStarted] = useState<{ id: string; document: Playbook } | null>(null);
  const deals = useDeals(org, now);
  const books = useMemo(() => playbooksOf(org.rows.versions.map((row) => row.fields)), [org.rows.versions]);
  const begin = (document: Playbook) => {
    const fresh = ids.next();
    setStarted({ id: fresh, document });
    onOpen(fresh);
  };
  const book = books.find((item) => item.id === id) ?? null;
  const start = book?.latest.document ?? (started?.id === id ? started?.document : null) ?? null;
  if (id !== null && start) return <PlaybookEditor key={id} id={id} book={book} start={start} who={who} org={org} deals={deals} now={now} onBack={() => onOpen(null)} />;
  return (
    <div className="page">
      <h1>{t('workspace.place.playbooks')}</h1>
      <p className="lead">{t('playbooks.lead')}</p>
      {books.length > 0 && (
        <section aria-label={t('playbooks.yours')}>
          <h2>{t('playbooks.yours')}</h2>
          <ul className="cards">
            {books.map(({ id: key, latest }) => (
              <li key={key}>
                <a href={`#playbooks/${key}`}>
                  <b>{latest.document.name}</b>
                  <span>{latest.document.summary}</span>
                  <small>{`${t('playbooks.version', [String(latest.version)])} · ${t('playbooks.stages', latest.document.stages.length)}${latest.retired ? ` · ${t('playbooks.retired')}` : ''}`}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('playbooks.shipped')}>
        <h2>{t('playbooks.shipped')}</h2>
        <p className="hint">{t('playbooks.shippedHint')}</p>
        <ul className="cards">
          {methods.map((method) => (
            <li key={method.id} className="card">
              <b>{tKey(`playbook.method.${method.id}.name`)}</b>
              <span>{tKey(`playbook.method.${method.id}.summary`)}</span>
              <small>{method.stages.map((stage) => tKey(`playbook.stage.${stage.id}.name`)).join(' → ')}</small>
              <Button
                variant="default"
                aria-label={t('playbooks.begin', [tKey(`playbook.method.${method.id}.name`)])}
                onClick={() => begin(fromMethod(method, (key) => tKey(key)))}
              >
                {t('playbooks.use')}
              </Button>
            </li>
          ))}
        </ul>
        <div className="row">
          <ImportPlaybook onRead={begin} />
        </div>
      </section>
    </div>
  );
}
