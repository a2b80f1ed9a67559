import { Button } from '@mantine/core';
import { useId } from 'react';
import * as z from 'zod/mini';
import { signals } from '../../lib/coaching/index.ts';
import {
  crmLabels,
  MAX_COMPETITOR_CHARS,
  MOST_COMPETITORS,
  mayManage,
} from '../../lib/model/index.ts';
import { settingsOf } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import type { OrgData } from '../data/coaching.ts';
import { useSame } from '../data/same.ts';
import { language, t } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { crms, LimitRow } from './LimitRow.tsx';
import { limitTexts, readLimits } from './limitValues.ts';
import type { Who } from './page.ts';
import { Toolbar } from './Toolbar.tsx';
import { useDocument } from './useDocument.ts';

const Value = z.object({
  limits: z.record(z.string(), z.string()),
  off: z.array(z.string()),
  competitors: z.string(),
});
type Value = z.infer<typeof Value>;

/** Names of competitors from typed text, one per line. */
function namesOf(text: string): string[] {
  return text
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean);
}

function areNames(names: readonly string[]): boolean {
  const fits = (name: string) => name.length > 1 && name.length <= MAX_COMPETITOR_CHARS;
  return names.length <= MOST_COMPETITORS && names.every(fits);
}

/** The organisation's thresholds, the questions it has turned off, and its competitors. */
export default function Limits({ who, org }: { who: Who; org: OrgData }) {
  const locale = language();
  const stored = settingsOf(org.rows);
  const start = useSame<Value>({
    limits: limitTexts(stored?.limits ?? {}, locale),
    off: [...(stored?.off ?? [])],
    competitors: (stored?.competitors ?? []).join('\n'),
  });
  const doc = useDocument('workspace#limits', start, (raw) => Value.safeParse(raw).data ?? null);
  const save = useAction('settings.coaching');
  const { value } = doc;
  const manages = mayManage(who.me);
  const { limits, wrong } = readLimits(value.limits, locale);
  const names = namesOf(value.competitors);
  const fits = areNames(names);
  const reason = useId();
  const put = () => {
    const { began } = doc;
    const from = {
      limits: readLimits(began.limits, locale).limits,
      off: began.off,
      competitors: namesOf(began.competitors),
    };
    save.mutate(
      { settings: { limits, off: value.off, competitors: names }, from },
      { onSuccess: doc.saved },
    );
  };
  if (!doc.ready) return null;
  return (
    <div className="page">
      <Toolbar title={t('workspace.page.limits')} doc={doc} readOnly={!manages}>
        {manages && (
          <Button
            disabled={!doc.changed || wrong.length > 0 || !fits}
            aria-describedby={fits ? undefined : reason}
            loading={save.isPending}
            onClick={put}
          >
            {t('limits.save')}
          </Button>
        )}
      </Toolbar>
      <p className="lead">{t(manages ? 'limits.lead' : 'limits.leadRep')}</p>
      <NotSaved error={save.error} />
      {manages ? (
        <label className="block">
          <span>{t('limits.competitors')}</span>
          <textarea
            rows={3}
            aria-invalid={!fits}
            aria-describedby={fits ? undefined : reason}
            value={value.competitors}
            onChange={(event) =>
              doc.change('competitors', { ...value, competitors: event.currentTarget.value })
            }
          />
        </label>
      ) : (
        <p className="competitors">
          {t('limits.competitorsRep', [names.join(', ') || t('facts.none')])}
        </p>
      )}
      {!fits && (
        <p className="problem" role="status" id={reason}>
          {t('limits.competitorsMost', [String(MOST_COMPETITORS), String(MAX_COMPETITOR_CHARS)])}
        </p>
      )}
      <p className="hint legend">
        <b>{t('limits.fedCaption')}</b> {t('limits.fedHint')}
      </p>
      <div className="scroll">
        <table className="limits">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('limits.signal')}
              </th>
              <th scope="col" rowSpan={2}>
                {t('limits.limit')}
              </th>
              <th scope="col" rowSpan={2}>
                {t('limits.asked')}
              </th>
              <th scope="colgroup" colSpan={crms.length}>
                {t('limits.fedCaption')}
              </th>
            </tr>
            <tr>
              {crms.map((crm) => (
                <th key={crm} scope="col">
                  {crmLabels[crm]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {signals.map((signal) => (
              <LimitRow
                key={signal.id}
                signal={signal}
                text={value.limits[signal.id] ?? ''}
                isOn={!value.off.includes(signal.id)}
                isWrong={wrong.includes(signal)}
                readOnly={!manages}
                onText={(text) =>
                  doc.change(signal.id, {
                    ...value,
                    limits: { ...value.limits, [signal.id]: text },
                  })
                }
                onSwitch={(isOn) =>
                  doc.change('off', {
                    ...value,
                    off: isOn
                      ? value.off.filter((id) => id !== signal.id)
                      : [...value.off, signal.id],
                  })
                }
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
