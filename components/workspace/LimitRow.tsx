import { Switch, TextInput } from '@mantine/core';
import { capabilities, capabilityOf, type signals } from '../../lib/coaching/index.ts';
import { type CrmName, crmLabels } from '../../lib/model/index.ts';
import { language, t, tKey } from '../ui/i18n.ts';
import { thresholdOf } from './limitValues.ts';

type Signal = (typeof signals)[number];
/** The CRMs, in the order of the columns. */
export const crms = Object.keys(capabilities) as CrmName[];

/** The unit beside a threshold. An amount has none: it is in the currency of each deal. */
function unitText(unit: Signal['unit'], text: string, locale: string): string {
  if (unit === 'none' || unit === 'amount') return '';
  if (unit === 'percent' || unit === 'sd') return t(`limits.unit.${unit}`);
  return t(`limits.unit.${unit}`, thresholdOf(text, locale) ?? 0);
}

interface Props {
  signal: Signal;
  /** The threshold as it is typed. */
  text: string;
  isOn: boolean;
  isWrong: boolean;
  /** The reader may not change thresholds, so values are text. */
  readOnly: boolean;
  onText(text: string): void;
  onSwitch(isOn: boolean): void;
}

/** One question of the table: its threshold, whether it is on, and the CRMs that can ask it. */
export function LimitRow({ signal, text, isOn, isWrong, readOnly, onText, onSwitch }: Props) {
  const name = tKey(`signals.${signal.id}.name`);
  const unit = unitText(signal.unit, text, language());
  const asText = signal.unit === 'percent' ? t('unit.percent', [text]) : `${text} ${unit}`;
  const field = readOnly ? (
    asText
  ) : (
    <TextInput
      size="xs"
      inputMode="decimal"
      aria-label={t('limits.limitOf', [name])}
      value={text}
      error={isWrong ? t('limits.noNumber') : undefined}
      rightSectionWidth={84}
      rightSection={<span className="unit">{unit}</span>}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
  return (
    <tr>
      <th scope="row">
        {name}
        <small>{tKey(`prompts.kind.${signal.kind}`)}</small>
      </th>
      <td>{signal.unit === 'none' ? '–' : field}</td>
      <td className="asked" data-name={readOnly ? undefined : t('limits.asked')}>
        {readOnly ? (
          t(isOn ? 'limits.state.on' : 'limits.state.off')
        ) : (
          <Switch
            aria-label={t('limits.askOf', [name])}
            checked={isOn}
            onChange={(event) => onSwitch(event.currentTarget.checked)}
          />
        )}
      </td>
      {crms.map((crm) => (
        <td key={crm} className="fed" data-name={crmLabels[crm]}>
          {tKey(`limits.fed.${capabilityOf(signal, crm)}`)}
        </td>
      ))}
    </tr>
  );
}
