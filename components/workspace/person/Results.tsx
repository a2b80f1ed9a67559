import { useState } from 'react';
import { quarterOf } from '../../../lib/coaching/calibration.ts';
import { addDays, type Now, today } from '../../../lib/coaching/index.ts';
import type { Member } from '../../../lib/model/index.ts';
import { loadClosed, resultReps, resultsOf } from '../../../lib/view/results.ts';
import { sentence } from '../../data/actions.ts';
import { resultsCsv } from '../../data/results.ts';
import { useDb, useLinksOf } from '../../data/store.ts';
import { Button } from '../../ui/Button.tsx';
import { download } from '../../ui/download.ts';
import { quarter as quarterText } from '../../ui/format.ts';
import { language, t } from '../../ui/i18n.ts';
import { NativeSelect, TextInput } from '../../ui/inputs.ts';
import { Block } from '../Block.tsx';
import type { Who } from '../page.ts';
import { numberIn } from './numberIn.ts';

/** Quarters that can be exported: this one and those before it. */
const QUARTERS = 5;

/** This quarter and the ones before it, the latest first. */
function quartersUpTo(day: string): string[] {
  const found: string[] = [];
  for (let at = day; found.length < QUARTERS; at = addDays(at, -28)) {
    const quarter = quarterOf(at);
    if (found.at(-1) !== quarter) found.push(quarter);
  }
  return found;
}

interface ResultsProps {
  who: Who;
  reports: readonly Member[];
  now: Now;
}

/**
 * The only file about a team: its results. Coaching is never in it (lib/view/results.ts). Quotas
 * are typed for the file and stored nowhere.
 */
export function Results({ who, reports, now }: ResultsProps) {
  const db = useDb();
  const ids = reports.map(({ id }) => id);
  const own = useLinksOf(ids);
  const others = useLinksOf([...who.names.keys()].filter((id) => !ids.includes(id)));
  const quarters = quartersUpTo(today(now));
  const [quarter, setQuarter] = useState(quarters[0] ?? '');
  const [quotas, setQuotas] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<unknown>(null);
  const reps = resultReps(reports, [...(own ?? []), ...(others ?? [])], (id) =>
    numberIn(quotas[id] ?? ''),
  );
  const unknown = own ? reps.filter(({ owners }) => owners.length === 0) : [];
  const save = async () => {
    const lines = resultsOf(await loadClosed(db), reps, quarter, now);
    download(`sideline-results-${quarter}.csv`, resultsCsv(lines, language()), 'text/csv');
  };
  return (
    <Block title={t('results.title')} icon="chart" readers="onlyYou">
      <p className="hint">{t('results.hint')}</p>
      <div className="results-form">
        <NativeSelect
          label={t('results.quarter')}
          value={quarter}
          data={quarters.map((value) => ({ value, label: quarterText(value) }))}
          onChange={(event) => setQuarter(event.currentTarget.value)}
        />
        {reports.map(({ id, name }) => (
          <TextInput
            key={id}
            label={t('results.quota', [name])}
            inputMode="decimal"
            value={quotas[id] ?? ''}
            onChange={(event) => setQuotas({ ...quotas, [id]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="row">
        <Button
          variant="default"
          size="compact-sm"
          disabled={own === undefined || others === undefined}
          onClick={() => save().then(() => setFailed(null), setFailed)}
        >
          {t('results.export')}
        </Button>
      </div>
      <p className="hint">{t('results.source')}</p>
      {unknown.length > 0 && (
        <p className="hint">
          {t('results.unlinked', [unknown.map(({ name }) => name).join(', ')])}
        </p>
      )}
      {failed !== null && (
        <p className="problem" role="alert">
          {sentence(failed)}
        </p>
      )}
    </Block>
  );
}
