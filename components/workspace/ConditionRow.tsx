import { useId, useState } from 'react';
import {
  hasNoValue,
  isExact,
  isManyOp,
  isNumberOp,
  kindOf,
  type Op,
  opsOf,
  type Row,
  withField,
  withOp,
} from '../../lib/coaching/authored/index.ts';
import { parseNumber, writeNumber } from '../../lib/values/index.ts';
import { Button } from '../ui/Button.tsx';
import { language, t, tKey } from '../ui/i18n.ts';
import { NativeSelect, TextInput } from '../ui/inputs.ts';
import { groupedFields } from './conditionFields.ts';
import { Lines } from './Lines.tsx';

/** A number with its unit. What cannot be read stays in the field until the focus leaves it. */
function NumberValue({
  value,
  unit,
  onChange,
}: {
  value: number;
  unit: string;
  onChange(value: number): void;
}) {
  const locale = language();
  const [typed, setTyped] = useState<string | null>(null);
  const parse = (text: string) => {
    const number = parseNumber(text, { locale });
    return number !== null && isExact(number) ? number : null;
  };
  const parsed = typed === null ? value : parse(typed);
  const text = typed !== null && (parsed === null || parsed === value) ? typed : null;
  return (
    <TextInput
      label={t('condition.rows.value')}
      inputMode="decimal"
      value={text ?? writeNumber(value, locale)}
      error={parsed === null ? t('limits.noNumber') : undefined}
      description={unit || undefined}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const number = parse(event.currentTarget.value);
        if (number !== null) onChange(number);
      }}
    />
  );
}

function unitOf(field: string, value: number): string {
  const kind = kindOf(field);
  if (kind === 'days') return t('limits.unit.days', value);
  if (kind === 'percent') return t('limits.unit.percent');
  return kind === 'money' ? t('condition.rows.money') : '';
}

interface Props {
  row: Row;
  number: number;
  /** Names of stages to offer. */
  stages: readonly string[];
  onChange(row: Row): void;
  onRemove(): void;
}

function Value({ row, stages, onChange }: Pick<Props, 'row' | 'stages' | 'onChange'>) {
  const list = useId();
  const { field, op, value } = row;
  if (hasNoValue(op)) return null;
  if (isNumberOp(op))
    return (
      <NumberValue
        key={field}
        value={value as number}
        unit={unitOf(field, value as number)}
        onChange={(next) => onChange({ field, op, value: next })}
      />
    );
  if (isManyOp(op))
    return (
      <Lines
        label={t('condition.rows.lines')}
        description={t('condition.rows.case')}
        lines={value as readonly string[]}
        onChange={(next) => onChange({ field, op, value: next })}
      />
    );
  const offersStages = kindOf(field) === 'stage' && stages.length > 0;
  return (
    <>
      <TextInput
        label={t('condition.rows.value')}
        description={t('condition.rows.case')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        list={offersStages ? list : undefined}
        value={value as string}
        onChange={(event) =>
          onChange(withOp({ ...row, value: event.currentTarget.value } as Row, op))
        }
      />
      {offersStages && (
        <datalist id={list}>
          {stages.map((stage) => (
            <option key={stage} value={stage} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** One condition: a field, a comparison, and a control for its kind of value. */
export function ConditionRow({ row, number, stages, onChange, onRemove }: Props) {
  const ops = opsOf(row.field);
  return (
    <fieldset className="condition-row">
      <legend className="visually-hidden">{t('condition.rows.row', [String(number)])}</legend>
      <NativeSelect
        label={t('condition.rows.field')}
        value={row.field}
        data={groupedFields().map(({ group, fields }) => ({
          group: tKey(`condition.groups.${group}`),
          items: fields.map((name) => ({ value: name, label: tKey(`condition.facts.${name}`) })),
        }))}
        onChange={(event) => onChange(withField(row, event.currentTarget.value))}
      />
      <NativeSelect
        label={t('condition.rows.op')}
        value={row.op}
        data={ops.map((op) => ({ value: op, label: tKey(`condition.ops.${op}`) }))}
        onChange={(event) => onChange(withOp(row, event.currentTarget.value as Op))}
      />
      <div className="value">
        <Value row={row} stages={stages} onChange={onChange} />
      </div>
      <Button
        variant="subtle"
        color="gray"
        aria-label={t('condition.rows.removeOf', [String(number)])}
        onClick={onRemove}
      >
        {t('condition.rows.remove')}
      </Button>
    </fieldset>
  );
}

/** A new row, with a comparison that people often start with. */
export const newRow = (): Row => withField(null, 'quietDays');
