import type { Item } from '../../../lib/store/index.ts';
import { useAction } from '../../data/actions.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Became } from '../Became.tsx';
import { nameOf, type StepProps, whichOf, youOr } from './context.ts';

/** Whose, and until when; the first day too where it was moved. */
export function dueText({ fields }: Item<'commitment'>, { who, now }: StepProps): string {
  const { owner, due, was } = fields;
  const [name, day] = [youOr(who, owner), date(due, now)];
  return was === undefined
    ? t('oneOnOne.due', [name, day])
    : t('oneOnOne.dueWas', [name, day, date(was, now)]);
}

/** One commitment and what has become of it. */
function Commitment({ item, ...props }: StepProps & { item: Item<'commitment'> }) {
  const { doc, who, now, plan } = props;
  const became = useAction('oneOnOne.became');
  const { text, seenBy } = item.fields;
  return (
    <li>
      <b dir="auto">{text}</b>
      <p className="meta">
        {dueText(item, props)}
        {seenBy && ` · ${seenBy}`}
      </p>
      <Became
        item={item}
        who={who}
        now={now}
        chosen={doc.meeting.became[item.id]}
        isFixed={plan.pair.isFormer}
        onChoose={(what, due) => {
          if (what === null) return;
          became.mutate({
            ...{ ...whichOf(props), id: item.id, became: what },
            ...(due === undefined ? {} : { due }),
          });
        }}
      />
      <NotSaved error={became.error} />
    </li>
  );
}

/** What both agreed to earlier: the manager’s commitments first. */
export function SinceStep(props: StepProps) {
  const { doc, plan, who } = props;
  if (doc.earlier.length === 0)
    return (
      <>
        <h3>{t('oneOnOne.ask.since')}</h3>
        <p className="hint">{t('oneOnOne.nothingEarlier')}</p>
      </>
    );
  return (
    <>
      <h3>{t('oneOnOne.ask.since')}</h3>
      <ul className="earlier">
        {doc.earlier.map((item) => (
          <Commitment key={item.id} {...props} item={item} />
        ))}
      </ul>
      {doc.moreEarlier > 0 && <p className="hint">{t('oneOnOne.more', doc.moreEarlier)}</p>}
      <p className="hint">
        {plan.pair.isManager
          ? t('oneOnOne.managerFirstYou')
          : t('oneOnOne.managerFirst', [nameOf(who, plan.pair.manager)])}
      </p>
    </>
  );
}
