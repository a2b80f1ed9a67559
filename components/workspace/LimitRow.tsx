import { Switch } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { capabilityOf, type signals } from '../../lib/coaching/index.ts';
import { type CrmName, crmLabels } from '../../lib/model/index.ts';
import { writeNumber } from '../../lib/values/index.ts';
import { language, t, tKey } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { thresholdOf } from './limitValues.ts';

type Signal = (typeof signals)[number];

/** The unit beside a threshold. The others are in the words of the sentence. */
function unitText({ unit }: Signal, text: string, locale: string): string {
  if (unit === 'percent') return t('limits.unit.percent');
  if (unit === 'days' || unit === 'businessDays' || unit === 'sd')
    return t(`limits.unit.${unit}`, thresholdOf(text, locale) ?? 0);
  return '';
}

/** A threshold with its unit, as it is read. */
export function limitText(signal: Signal, text: string): string {
  if (signal.unit === 'percent') return t('unit.percent', [text]);
  return `${text} ${unitText(signal, text, language())}`.trim();
}

/** The sentence of a threshold with another text in place of its value. */
export function limitSentence(signal: Signal, value: string): string {
  return signal.unit === 'none' ? '' : tKey(`limits.sentence.${signal.id}`, [value]);
}

/** Questions about what is overdue: at a threshold of zero their sentence says “as soon as”. */
const AT_ONCE: ReadonlySet<string> = new Set(['closePassed', 'overdueTask', 'promiseUnmet']);

/** The sentence of a threshold as it is read. */
function readSentence(signal: Signal, text: string): string {
  if (AT_ONCE.has(signal.id) && thresholdOf(text, language()) === 0)
    return tKey(`limits.atOnce.${signal.id}`);
  return limitSentence(signal, limitText(signal, text));
}

/**
 * Inserted as the value, to split the sentence there: the object replacement character, which no
 * text has. A control character would not do, because browsers drop it.
 */
const VALUE_MARK = '\ufffc';

interface Props {
  signal: Signal;
  /** The threshold as it is typed. */
  text: string;
  isOn: boolean;
  isWrong: boolean;
  /** The reader may not change thresholds, so values are text. */
  readOnly: boolean;
  crms: readonly CrmName[];
  onText(text: string): void;
  onSwitch(isOn: boolean): void;
}

/** The sentence with a field in place of its value. */
function Field({ signal, text, isWrong, onText }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [before = '', after = ''] = limitSentence(signal, VALUE_MARK).split(VALUE_MARK);
  return (
    <span className="sentence">
      {before}
      <TextInput
        ref={field}
        size="xs"
        inputMode="decimal"
        aria-label={t('limits.limitOf', [tKey(`signals.${signal.id}.name`)])}
        value={text}
        error={isWrong ? t('limits.noNumber') : undefined}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {` ${unitText(signal, text, language())}`}
      {after}
    </span>
  );
}

/** In how many of the CRMs in use a question can be asked, and which, on demand. */
function Support({ signal, crms }: Pick<Props, 'signal' | 'crms'>) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const count = crms.filter((crm) => capabilityOf(signal, crm) !== 'no').length;
  const partly = count === 0 ? t('limits.crms.none') : t('limits.crms.some', [count, crms.length]);
  const summary = count === crms.length ? t('limits.crms.all') : partly;
  return (
    <>
      <button
        type="button"
        className="link support"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={`${summary}: ${tKey(`signals.${signal.id}.name`)}`}
        onClick={() => setOpen(!isOpen)}
      >
        {summary}
      </button>
      <p className="hint crms" id={id} hidden={!isOpen}>
        {crms
          .map(
            (crm) => `${crmLabels[crm]}: ${tKey(`limits.capability.${capabilityOf(signal, crm)}`)}`,
          )
          .join(' · ')}
      </p>
    </>
  );
}

/** One question: whether it is on, the sentence of its threshold, and the CRMs that can ask it. */
export function LimitRow(props: Props) {
  const { signal, text, isOn, isWrong, readOnly, crms, onSwitch } = props;
  const [isEditing, setEditing] = useState(false);
  const name = tKey(`signals.${signal.id}.name`);
  const isDefault = thresholdOf(text, language()) === signal.limit;
  const standard = limitText(signal, writeNumber(signal.limit, language()));
  const hasField = !readOnly && (isEditing || isWrong);
  return (
    <li className={isOn ? undefined : 'off'}>
      {readOnly ? (
        <span className="state">{t(isOn ? 'limits.state.on' : 'limits.state.off')}</span>
      ) : (
        <Switch
          aria-label={t('limits.askOf', [name])}
          checked={isOn}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
      )}
      <div>
        <b>{name}</b>
        {signal.unit !== 'none' && (
          <div className="threshold">
            {hasField ? (
              <Field {...props} />
            ) : (
              <span className="sentence">{readSentence(signal, text)}</span>
            )}
            {!readOnly && !hasField && (
              <button
                type="button"
                className="link"
                aria-label={t('limits.changeOf', [name])}
                onClick={() => setEditing(true)}
              >
                {t('limits.change')}
              </button>
            )}
          </div>
        )}
        {signal.unit !== 'none' && !isDefault && <small>{t('limits.defaultIs', [standard])}</small>}
      </div>
      <Support signal={signal} crms={crms} />
    </li>
  );
}
