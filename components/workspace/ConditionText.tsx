import { type KeyboardEvent, useId, useRef, useState } from 'react';
import {
  type compileCondition,
  factNames,
  type Problem,
} from '../../lib/coaching/authored/index.ts';
import { MAX_PROSE_CHARS } from '../../lib/model/index.ts';
import { t, tKey } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';

const facts = factNames();
const SHOWN_OPTIONS = 8;
/** Keys of the names of CEL types, below `condition.type`. */
const TYPE_KEYS: Partial<Record<string, string>> = {
  double: 'number',
  bool: 'yesNo',
  string: 'text',
};

/** The sentence for a problem of a condition. */
export function conditionProblemText({ code, values }: Problem): string {
  if (code === 'unknownFact' && values[1]) return tKey('condition.problem.unknownFactNear', values);
  if (code === 'compare')
    return tKey('condition.problem.compare', [
      tKey(`condition.type.${values[0]}`),
      tKey(`condition.type.${values[1]}`),
      values[2] ?? '',
    ]);
  return tKey(`condition.problem.${code}`, values);
}

/** The word before the caret, if it can be the beginning of a fact's name. */
function wordBefore(text: string, caret: number): { from: number; word: string } | null {
  const match = /(?:deal\.?)?[A-Za-z]*$/.exec(text.slice(0, caret));
  const word = match?.[0] ?? '';
  return word.length < 2 ? null : { from: caret - word.length, word };
}

function matching(word: string) {
  const bare = word.replace(/^deal\.?/, '').toLowerCase();
  if (!word.startsWith('deal') && bare.length < 2) return [];
  return facts
    .filter(({ name }) => name.slice(5).toLowerCase().includes(bare) && name !== word)
    .slice(0, SHOWN_OPTIONS);
}

interface Props {
  value: string;
  condition: ReturnType<typeof compileCondition>;
  onChange(value: string): void;
}

/** The expression (CEL) as a text: completes names, explains problems, and lists all facts. */
export function ConditionText({ value, condition, onChange }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const word = caret === null ? null : wordBefore(value, caret);
  const options = word ? matching(word.word) : [];
  const active = Math.min(at, options.length - 1);
  const insert = (name: string, from: number, to: number) => {
    onChange(value.slice(0, from) + name + value.slice(to));
    setCaret(null);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + name.length, from + name.length);
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event) || options.length === 0 || !word || caret === null) return;
    const chosen = options[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      setAt((active + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen)
      insert(chosen.name, word.from, caret);
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <LimitedTextarea
        ref={area}
        label={t('condition.label')}
        description={t('condition.hint')}
        placeholder={'deal.amount > 50000 && deal.contacts < 2'}
        autosize
        minRows={2}
        most={MAX_PROSE_CHARS}
        spellCheck={false}
        value={value}
        error={condition.ok ? undefined : conditionProblemText(condition.problem)}
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? id : undefined}
        aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setAt(0);
        }}
        onKeyDown={onKey}
        onBlur={() => setTimeout(() => setCaret(null), 150)}
      />
      {options.length > 0 && word && caret !== null && (
        <div className="complete" role="listbox" id={id} aria-label={t('condition.complete')}>
          {options.map((option, index) => (
            <div
              key={option.name}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={index === active ? 'on' : undefined}
              onMouseDown={(event) => {
                event.preventDefault();
                insert(option.name, word.from, caret);
              }}
            >
              <code>{option.name}</code>
              <span>{tKey(`condition.facts.${option.name.slice(5)}`)}</span>
            </div>
          ))}
        </div>
      )}
      <details>
        <summary>{t('condition.all', [String(facts.length)])}</summary>
        <table>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name}>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-label={t('condition.insert', [fact.name])}
                    onClick={() => insert(fact.name, value.length, value.length)}
                  >
                    <code>{fact.name}</code>
                  </button>
                </td>
                <td>{tKey(`condition.type.${TYPE_KEYS[fact.type] ?? 'list'}`)}</td>
                <td>{tKey(`condition.facts.${fact.name.slice(5)}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
