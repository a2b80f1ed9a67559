import { useEffect, useMemo, useRef, useState } from 'react';
import {
  type compileCondition,
  type Row,
  type Rows,
  readRows,
  writeRows,
} from '../../lib/coaching/authored/index.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { ConditionRow, newRow } from './ConditionRow.tsx';
import { ConditionText } from './ConditionText.tsx';

interface Props {
  value: string;
  condition: ReturnType<typeof compileCondition>;
  /** Names of stages to offer. */
  stages: readonly string[];
  onChange(value: string): void;
}

/**
 * The editor of a condition: rows that people choose from lists, or the expression. Rows show every
 * condition that fits into them; any other stays a text.
 */
export function Condition({ value, condition, stages, onChange }: Props) {
  // A text that is being typed stays a text, also while it would fit into rows.
  const [isText, setText] = useState(false);
  const rows = useMemo(() => readRows(value), [value]);
  const editor = useRef<HTMLDivElement>(null);
  // The button that changes the form of the editor is replaced: the focus goes to the new form.
  const [switched, setSwitched] = useState(0);
  useEffect(() => {
    if (switched > 0)
      editor.current?.querySelector<HTMLElement>('textarea, select, button')?.focus();
  }, [switched]);
  const show = (asText: boolean) => {
    setText(asText);
    setSwitched(switched + 1);
  };
  if (rows && !isText)
    return (
      <div className="condition" ref={editor}>
        <ConditionRows rows={rows} stages={stages} onChange={(next) => onChange(writeRows(next))} />
        <button type="button" className="link" onClick={() => show(true)}>
          {t('condition.rows.asText')}
        </button>
      </div>
    );
  return (
    <div className="condition" ref={editor}>
      <ConditionText
        value={value}
        condition={condition}
        onChange={(next) => {
          setText(true);
          onChange(next);
        }}
      />
      {condition.ok && !rows && <p className="hint">{t('condition.rows.onlyText')}</p>}
      {rows && (
        <button type="button" className="link" onClick={() => show(false)}>
          {t('condition.rows.asRows')}
        </button>
      )}
    </div>
  );
}

function ConditionRows({
  rows: { join: storedJoin, rows },
  stages,
  onChange,
}: {
  rows: Rows;
  stages: readonly string[];
  onChange(rows: Rows): void;
}) {
  // An expression of one row does not contain how it is joined, so the choice is kept here.
  const [chosen, setChosen] = useState(storedJoin);
  const join = rows.length > 1 ? storedJoin : chosen;
  const put = (next: readonly Row[]) => onChange({ join, rows: next });
  const add = useRef<HTMLButtonElement>(null);
  return (
    <>
      {rows.length === 0 && <p className="hint">{t('condition.rows.everyDeal')}</p>}
      {rows.length > 1 && (
        <NativeSelect
          className="join"
          label={t('condition.rows.join')}
          value={join}
          data={[
            { value: 'all', label: t('condition.rows.all') },
            { value: 'any', label: t('condition.rows.any') },
          ]}
          onChange={(event) => {
            const next = event.currentTarget.value === 'any' ? 'any' : 'all';
            setChosen(next);
            onChange({ join: next, rows });
          }}
        />
      )}
      {rows.map((row, index) => (
        <ConditionRow
          key={index}
          row={row}
          number={index + 1}
          stages={stages}
          onChange={(next) => put(rows.with(index, next))}
          onRemove={() => {
            put(rows.toSpliced(index, 1));
            // Without a row that could have the focus.
            if (rows.length === 1) add.current?.focus();
          }}
        />
      ))}
      <Button ref={add} variant="default" onClick={() => put([...rows, newRow()])}>
        {t('condition.rows.add')}
      </Button>
    </>
  );
}
