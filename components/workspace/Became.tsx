import { useState } from 'react';
import { addDays, type Now, today } from '../../lib/coaching/index.ts';
import { becameKinds, parseScope } from '../../lib/model/index.ts';
import type { Item } from '../../lib/store/index.ts';
import { may } from '../../lib/view/may.ts';
import { RadioChips } from '../panel/RadioChips.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import type { Who } from './page.ts';

type Kind = (typeof becameKinds)[number];

interface Props {
  item: Item<'commitment'>;
  who: Who;
  now: Now;
  /** What was chosen, where it is not what the commitment itself says. */
  chosen?: Kind | undefined;
  isFixed?: boolean;
  /** `due` is the new day of one that changed; null: nothing became of it yet. */
  onChoose(what: Kind | null, due?: string): void;
}

/** Days that a commitment that changed gets, unless the person chooses another date. */
const NEXT_DAYS = 7;

/** What a commitment itself says: open and moved to another day is changed. */
function outcomeOf({ fields: { state, was } }: Item<'commitment'>): Kind | null {
  if (state !== 'open') return state;
  return was === undefined ? null : 'changed';
}

/** What became of a commitment: kept, changed or dropped, each an answer like the others. */
export function Became({ item, who, now, chosen, isFixed = false, onChoose }: Props) {
  const { text, author, owner, due } = item.fields;
  const mayMove = author === who.user || owner === who.user;
  const [day, setDay] = useState(due > today(now) ? due : addDays(today(now), NEXT_DAYS));
  const outcome = chosen ?? outcomeOf(item);
  const isOthers = parseScope(item.scope)?.kind === 'team' && owner !== who.user;
  const isDisabled = isFixed || isOthers || !may(who, 'commitment', 'change', item);
  const send = (what: Kind) => onChoose(what, what === 'changed' && mayMove ? day : undefined);
  return (
    <RadioChips
      label={t('oneOnOne.becameOf', [text])}
      values={becameKinds}
      value={outcome}
      textOf={(what) => tKey(`oneOnOne.became.${what}`)}
      disabled={isDisabled}
      onChoose={send}
      // The same answer once more clears it.
      onClear={() => onChoose(null)}
    >
      {outcome === 'changed' && mayMove && (
        <TextInput
          size="xs"
          type="date"
          aria-label={t('oneOnOne.newDay')}
          min={today(now)}
          value={day}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setDay(value);
            if (value >= today(now)) onChoose('changed', value);
          }}
        />
      )}
    </RadioChips>
  );
}

/** The request that stores it: one that changed stays open, until another day. */
export function stateOf(id: string, what: Kind | null, due?: string) {
  if (what === 'kept' || what === 'dropped') return { id, state: what };
  return { id, state: 'open' as const, ...(due === undefined ? {} : { due }) };
}
