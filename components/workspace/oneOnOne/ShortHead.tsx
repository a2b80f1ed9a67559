import { useAction } from '../../data/actions.ts';
import { Presence } from '../../panel/Presence.tsx';
import { Button } from '../../ui/Button.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { fullNameOf, mayLead, type StepProps, whichOf } from './context.ts';
import { ReviewDeal } from './ReviewSteps.tsx';
import { heldText } from './times.ts';

interface Props extends StepProps {
  /** True for the one that can begin or goes on; false for one that was held. */
  isCurrent: boolean;
  onView(slot: string | null): void;
  onFinished(): void;
}

/** What it is, with whom, and its begin and end: a review or a session has no rhythm. */
export function ShortHead({ isCurrent, onView, onFinished, ...props }: Props) {
  const { plan, doc, who, now, shape } = props;
  const { pair } = plan;
  const begin = useAction('oneOnOne.begin');
  const finish = useAction('oneOnOne.finish');
  const isRunning = doc.meeting.began !== null && !doc.isFinished;
  const team = who.me?.teams.find(({ id }) => id === pair.team) ?? who.me?.team;
  const name = pair.team === null ? fullNameOf(who, pair.other) : (team?.name ?? '');
  const total = Object.values(shape.minutes).reduce((sum, minutes) => sum + minutes, 0);
  return (
    <header className="talk-head" data-region tabIndex={-1}>
      <p className="crumb">
        <a href="#oneOnOnes">{t('oneOnOne.back')}</a>
      </p>
      <div className="talk-title">
        <div className="grow">
          <h1>{t(`oneOnOne.title.${shape.format}`, [name])}</h1>
          <p>
            <ReviewDeal doc={doc} />
            {doc.meeting.deal !== null && ' · '}
            {doc.meeting.began === null
              ? t('oneOnOne.about', [String(total)])
              : heldText(doc.slot, doc.meeting.began, now.timeZone)}
            {doc.isFinished && ` · ${t('oneOnOne.finished')}`}
          </p>
          <Presence refKey={doc.key} names={who.names} />
        </div>
        {!isCurrent && (
          <Button variant="default" onClick={() => onView(null)}>
            {t('oneOnOne.current')}
          </Button>
        )}
        {isCurrent && mayLead(props) && isRunning && (
          <Button
            variant="default"
            loading={finish.isPending}
            onClick={() => finish.mutate(whichOf(props), { onSuccess: onFinished })}
          >
            {t('oneOnOne.finish')}
          </Button>
        )}
        {isCurrent && mayLead(props) && !isRunning && (
          <Button
            loading={begin.isPending}
            onClick={() => begin.mutate({ ...whichOf(props), to: null })}
          >
            {tKey(`oneOnOne.start.${shape.format}`)}
          </Button>
        )}
      </div>
      <NotSaved error={begin.error ?? finish.error} />
    </header>
  );
}
