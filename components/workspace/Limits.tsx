import { useId, useState } from 'react';
import * as z from 'zod/mini';
import { signals } from '../../lib/coaching/index.ts';
import { MAX_COMPETITOR_CHARS, MOST_COMPETITORS, mayManage } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { settingsOf } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import { useRestable } from '../data/coaching.ts';
import { useCrmsInUse } from '../data/crmsInUse.ts';
import { useSame } from '../data/same.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { language, t, tKey } from '../ui/i18n.ts';
import { Textarea, TextInput } from '../ui/inputs.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { Block } from './Block.tsx';
import { LimitRow, limitSentence } from './LimitRow.tsx';
import { found, groupOf, groups } from './limitGroups.ts';
import { limitTexts, readLimits } from './limitValues.ts';
import type { Who } from './page.ts';
import { Resting } from './Resting.tsx';
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
export default function Limits({ who, org }: { who: Who; org: OrgView }) {
  const locale = language();
  const stored = settingsOf(org.rows);
  const start = useSame<Value>({
    limits: limitTexts(stored?.limits ?? {}, locale),
    off: [...(stored?.off ?? [])],
    competitors: (stored?.competitors ?? []).join('\n'),
  });
  const doc = useDocument('workspace#limits', start, (raw) => Value.safeParse(raw).data ?? null);
  const save = useAction('settings.coaching');
  const restable = useRestable() ?? [];
  const { value } = doc;
  const manages = mayManage(who.me);
  const { limits, wrong } = readLimits(value.limits, locale);
  const names = namesOf(value.competitors);
  const fits = areNames(names);
  const reason = useId();
  const crms = useCrmsInUse();
  const [search, setSearch] = useState('');
  const shown = found(signals, search, (signal) =>
    [tKey(`signals.${signal.id}.name`), limitSentence(signal, '')].join(' '),
  );
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
        {manages && doc.changed && (
          <Button
            disabled={wrong.length > 0 || !fits}
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
      <Resting who={who} stored={stored} restable={restable} />
      <TextInput
        className="search"
        aria-label={t('limits.search')}
        placeholder={t('limits.search')}
        leftSection={<Icon name="search" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {shown.length === 0 && <p role="status">{t('limits.noMatch', [search])}</p>}
      <div className="two flow">
        {groups.map((group) => {
          const list = shown.filter((signal) => groupOf(signal) === group);
          return (
            list.length > 0 && (
              <Block key={group} title={t(`limits.group.${group}`)}>
                <ul className="limits">
                  {list.map((signal) => (
                    <LimitRow
                      key={signal.id}
                      signal={signal}
                      text={value.limits[signal.id] ?? ''}
                      isOn={!value.off.includes(signal.id)}
                      isWrong={wrong.includes(signal)}
                      readOnly={!manages}
                      crms={crms}
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
                </ul>
              </Block>
            )
          );
        })}
      </div>
      <Competitors
        value={value.competitors}
        readOnly={!manages}
        reason={fits ? undefined : reason}
        onChange={(competitors) => doc.change('competitors', { ...value, competitors })}
      />
    </div>
  );
}

/** The names that count as a competitor in texts. */
function Competitors({
  value,
  readOnly,
  reason,
  onChange,
}: {
  value: string;
  readOnly: boolean;
  /** Id of the sentence about names that cannot be saved. */
  reason: string | undefined;
  onChange(value: string): void;
}) {
  if (readOnly)
    return (
      <p className="competitors">
        {t('limits.competitorsRep', [namesOf(value).join(', ') || t('facts.none')])}
      </p>
    );
  return (
    <>
      <Textarea
        className="block"
        label={t('limits.competitors')}
        description={t('limits.competitorsHint')}
        autosize
        minRows={3}
        aria-invalid={reason !== undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {reason !== undefined && (
        <p className="problem" role="status" id={reason}>
          {t('limits.competitorsMost', [String(MOST_COMPETITORS), String(MAX_COMPETITOR_CHARS)])}
        </p>
      )}
    </>
  );
}
