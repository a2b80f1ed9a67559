import { MOST_FIELDS } from '../../lib/model/index.ts';
import { fieldLabel, namedFields } from '../ui/fields.ts';
import { t } from '../ui/i18n.ts';

/**
 * The fields to check at a stage, chosen by their names. A text that is no field of Sideline, which
 * a file may contain, stays until it is unchecked.
 */
export function FieldPicker({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange(fields: string[]): void;
}) {
  const filled = chosen.filter((text) => text.trim() !== '');
  const offered = [...namedFields, ...filled.filter((text) => !namedFields.includes(text))];
  const isFull = filled.length >= MOST_FIELDS;
  return (
    <fieldset className="picker">
      <legend>{t('playbooks.fields')}</legend>
      <p className="hint">{t('playbooks.fieldsHint', [String(MOST_FIELDS)])}</p>
      <div>
        {offered.map((field) => {
          const isChosen = filled.includes(field);
          return (
            <label key={field}>
              <input
                type="checkbox"
                checked={isChosen}
                disabled={isFull && !isChosen}
                onChange={() =>
                  onChange(
                    isChosen ? filled.filter((other) => other !== field) : [...filled, field],
                  )
                }
              />
              <span>{fieldLabel(field)}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
