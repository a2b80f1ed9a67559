import { useId, useState } from 'react';
import { quarterOf } from '../../../lib/coaching/calibration.ts';
import { today } from '../../../lib/coaching/index.ts';
import { type ForecastCall, forecastCalls, MAX_LINE_CHARS } from '../../../lib/model/index.ts';
import type { MomentRows } from '../../../lib/store/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { quarter } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { useDraft } from '../useDraft.ts';
import type { MomentProps } from './Card.tsx';

type Props = Omit<MomentProps, 'due'> & { rows: MomentRows };

/** What the rep calls the deal in this quarter, with one reason. Nobody else reads it. */
export function OwnCall({ rows, model, who }: Props) {
  const period = quarterOf(today(model.now));
  const stored = rows.calls.find(
    ({ fields }) => fields.period === period && fields.author === who.user,
  )?.fields;
  const slot = `${model.key}#call=${period}`;
  const reason = useDraft(slot, stored?.reason ?? '');
  const [isWriting, setWriting] = useState(false);
  const save = useAction('forecast.call');
  const group = useId();
  const limit = useId();
  const over = limitOf(reason.text, MAX_LINE_CHARS)?.over ?? false;
  const write = (call: ForecastCall['call'], text: string) =>
    save.mutate({ refKey: model.key, period, call, reason: text.trim() });
  return (
    <section className="part" aria-label={t('forecast.title')}>
      <div className="part-head">
        <h2>{t('forecast.title')}</h2>
        <span className="grow" />
        <span className="readers">
          <Icon name="lock" size={14} />
          {t('moments.private')}
        </span>
      </div>
      <fieldset className="chips own-call">
        <legend>{t('forecast.legend', [quarter(period)])}</legend>
        {forecastCalls.map((call) => (
          <label key={call}>
            <input
              type="radio"
              name={group}
              checked={stored?.call === call}
              disabled={save.isPending}
              onChange={() => write(call, stored?.reason ?? '')}
            />
            <span>{t(`forecast.${call}`)}</span>
          </label>
        ))}
      </fieldset>
      {stored && !isWriting && (
        <p className="hint" dir="auto">
          {stored.reason !== '' && `${stored.reason} `}
          <button type="button" className="link" onClick={() => setWriting(true)}>
            {stored.reason === '' ? t('forecast.reason') : t('moments.brief.edit')}
          </button>
        </p>
      )}
      {stored && isWriting && (
        <form
          className="moment-fields"
          onSubmit={(event) => {
            event.preventDefault();
            write(stored.call, reason.text);
            reason.discard();
            setWriting(false);
          }}
        >
          <LimitedInput
            autoFocus
            size="xs"
            label={t('forecast.reason')}
            most={MAX_LINE_CHARS}
            reason={limit}
            value={reason.text}
            onChange={(event) => reason.change({ text: event.currentTarget.value })}
          />
          <NotKept error={reason.problem} text={reason.text} full={t('notes.full')} />
          <div className="row">
            <Button type="submit" size="compact-sm" variant="default" disabled={over}>
              {t('forecast.save')}
            </Button>
          </div>
        </form>
      )}
      <NotSaved error={save.error} text={reason.text} />
    </section>
  );
}
