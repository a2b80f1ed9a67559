import { skills } from '../../../lib/model/index.ts';
import { sharedGaps } from '../../../lib/view/talks.ts';
import { useAction } from '../../data/actions.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NativeSelect } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AgreementForms } from './AgreementStep.tsx';
import { nameOf, type StepProps, whichOf } from './context.ts';
import { Lines } from './Lines.tsx';
import { LookBack } from './LookBack.tsx';
import { Readers } from './Readers.tsx';

// The steps of a team session: one gap that several share, one thing to try, what each does.

/** The manager chooses the skill. How many share a gap is on this screen alone, and never who. */
function ChooseGap(props: StepProps) {
  const { plan, doc, who, org } = props;
  const set = useAction('oneOnOne.set');
  const members = (who.me?.reports ?? []).filter(({ team }) => team === plan.pair.team);
  const gaps = sharedGaps(
    org.rows,
    members.map(({ id }) => id),
  );
  const choose = (skill: string) =>
    set.mutate({ ...whichOf(props), gap: skills.find((one) => one === skill) ?? null });
  return (
    <div className="choose-gap">
      <div className="sh">
        <p className="hint">{t(gaps.length === 0 ? 'oneOnOne.noShared' : 'oneOnOne.sharedGaps')}</p>
        <Readers only />
      </div>
      <ul className="offers">
        {gaps.map(({ skill, people, of }) => (
          <li key={skill}>
            <button
              type="button"
              aria-pressed={doc.meeting.gap === skill}
              onClick={() => choose(skill)}
            >
              <b>{tKey(`skill.${skill}`)}</b>
              <small>{t('oneOnOne.sharedBy', [String(people), String(of)])}</small>
            </button>
          </li>
        ))}
      </ul>
      <NativeSelect
        label={t('oneOnOne.gap')}
        value={doc.meeting.gap ?? ''}
        data={[
          { value: '', label: t('oneOnOne.noGap') },
          ...skills.map((skill) => ({ value: skill, label: tKey(`skill.${skill}`) })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <NotSaved error={set.error} />
    </div>
  );
}

/** The gap in words: what each of them meets in their calls. */
export function GapStep(props: StepProps) {
  const { plan, doc, who } = props;
  const { gap } = doc.meeting;
  return (
    <>
      <h3>
        {gap === null ? t('oneOnOne.ask.gap') : t('oneOnOne.ask.gapIn', [tKey(`skill.${gap}`)])}
      </h3>
      {plan.pair.isManager && !doc.isFinished && <ChooseGap {...props} />}
      <LookBack {...props} />
      {gap === null && !plan.pair.isManager && (
        <p className="hint">{t('oneOnOne.gapWaits', [nameOf(who, plan.pair.manager)])}</p>
      )}
      <Lines {...props} part="gap" />
    </>
  );
}

export function TrialStep(props: StepProps) {
  return (
    <>
      <h3>{t('oneOnOne.ask.trial')}</h3>
      <p className="hint">{t('oneOnOne.trialHint')}</p>
      <Lines {...props} part="trial" />
    </>
  );
}

export function EachStep(props: StepProps) {
  return (
    <>
      <h3>{t('oneOnOne.ask.each')}</h3>
      <p className="hint">{t('oneOnOne.eachHint')}</p>
      <AgreementForms {...props} />
    </>
  );
}
