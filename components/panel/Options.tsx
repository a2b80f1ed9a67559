import { useId, useState } from 'react';
import { dayOf } from '../../lib/coaching/index.ts';
import { MAX_COMMITMENT_CHARS } from '../../lib/model/index.ts';
import { startingPoints } from '../../lib/view/startingPoints.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { date } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept } from '../ui/Problem.tsx';
import type { FollowUpTexts } from './useFollowUpTexts.ts';
import './chips.css';

interface Props {
  model: RecordModel;
  who: NonNullable<ReturnType<typeof useMe>>;
  /** The id of the answer's note, which is no option. */
  except: string;
  /** The draft of the option that the person chose or wrote. */
  option: FollowUpTexts['option'];
  variant: 'filled' | 'default';
  onTake(): void;
  onEnd(): void;
}

/** Which options the person sees. Their own short notes are offered, or the field alone. */
export function Options({ model, who, except, option, variant, onTake, onEnd }: Props) {
  const group = useId();
  const reason = useId();
  const points = startingPoints(model.rows.notes, who.user, except);
  const { text } = option;
  const [isOther, setOther] = useState(false);
  const chosen = isOther ? undefined : points.find((point) => point.text === text);
  const isWriting = points.length === 0 || isOther || (text !== '' && !chosen);
  const over = limitOf(text, MAX_COMMITMENT_CHARS)?.over ?? false;
  const choose = (other: boolean, next: string) => {
    setOther(other);
    option.change({ text: next });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        option.flush();
        onTake();
      }}
    >
      <h3>{t('followUp.ways')}</h3>
      {points.length > 0 && (
        <fieldset className="chips tall">
          <legend>{t('followUp.own')}</legend>
          {points.map((point) => (
            <label key={point.text}>
              <input
                type="radio"
                name={group}
                checked={chosen === point}
                onChange={() => choose(false, point.text)}
              />
              <span dir="auto">
                {point.text}
                <small>
                  {t('followUp.note', [date(dayOf(point.at, model.now.timeZone), model.now)])}
                </small>
              </span>
            </label>
          ))}
          <label>
            <input
              type="radio"
              name={group}
              checked={isWriting}
              onChange={() => choose(true, chosen ? '' : text)}
            />
            <span>{t('followUp.option')}</span>
          </label>
        </fieldset>
      )}
      {isWriting && (
        <LimitedTextarea
          autosize
          minRows={1}
          maxRows={6}
          size="xs"
          most={MAX_COMMITMENT_CHARS}
          reason={reason}
          aria-label={t('followUp.option')}
          value={text}
          onChange={(event) => option.change({ text: event.currentTarget.value })}
        />
      )}
      <NotKept error={option.problem} text={text} full={t('notes.full')} />
      <div className="row">
        <Button
          type="submit"
          size="compact-sm"
          variant={variant}
          disabled={text.trim() === '' || over}
          aria-describedby={over ? reason : undefined}
        >
          {t('followUp.take')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onEnd}>
          {t('followUp.enough')}
        </Button>
      </div>
    </form>
  );
}
