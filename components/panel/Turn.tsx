import { useId } from 'react';
import { type Turn, turns } from '../../lib/coaching/index.ts';
import { t } from '../ui/i18n.ts';
import './chips.css';

/** The manager turns a question to the goal, what is so, what could be done, or what will be. */
export default function TurnTo({ turn, onTurn }: { turn: Turn; onTurn(turn: Turn): void }) {
  const group = useId();
  return (
    <fieldset className="chips turn">
      <legend>{t('prompts.turn.label')}</legend>
      {turns.map((item) => (
        <label key={item}>
          <input type="radio" name={group} checked={turn === item} onChange={() => onTurn(item)} />
          <span>{t(`prompts.turn.${item}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
