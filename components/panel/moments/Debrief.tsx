import { cut } from '../../../lib/model/cut.ts';
import { audiencesFor, MAX_NAME_CHARS, type Skill } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { useUi } from '../../data/ui.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Agreement } from '../Agreement.tsx';
import { useDraft } from '../useDraft.ts';
import { useFollowUpTexts } from '../useFollowUpTexts.ts';
import '../followUp.css';
import { Card, type MomentProps } from './Card.tsx';
import { aboutText, endText } from './callTime.ts';
import { TextSteps } from './TextSteps.tsx';

const TRIED = ['yes', 'notThisTime', 'noChance'] as const;

/** How the focus went in a call. Private: nobody else ever reads it. */
function Focus({ skill, due, model }: Pick<MomentProps, 'due' | 'model'> & { skill: Skill }) {
  const write = useAction('moment.write');
  const chosen = write.variables?.tried ?? null;
  return (
    <div className="moment-focus">
      <fieldset className="chips">
        <legend>{t('moments.focus.ask', [tKey(`skill.${skill}`)])}</legend>
        {TRIED.map((tried) => (
          <label key={tried}>
            <input
              type="radio"
              name={`focus ${due.about}`}
              checked={chosen === tried}
              onChange={() =>
                write.mutate({
                  refKey: model.key,
                  moment: 'focus',
                  about: due.about,
                  state: 'kept',
                  until: null,
                  title: '',
                  words: {},
                  tried,
                })
              }
            />
            <span>{t(`moments.focus.${tried}`)}</span>
          </label>
        ))}
      </fieldset>
      <p className="hint">{t('moments.private')}</p>
      <NotSaved error={write.error} />
    </div>
  );
}

/** What they said, what was learned, and what comes next, which becomes a commitment. */
export default function Debrief({ due, model, who }: MomentProps) {
  const { meeting } = due;
  const slot = `${model.key}#moment=debrief:${due.about}`;
  const said = useDraft(`${slot}:said`, '');
  const learned = useDraft(`${slot}:learned`, '');
  const next = useFollowUpTexts(slot, true);
  const write = useAction('moment.write');
  const { set } = useUi();
  const words = { said: said.text.trim(), learned: learned.text.trim() };
  const isEmpty = words.said === '' && words.learned === '';
  const moment = {
    refKey: model.key,
    moment: 'debrief' as const,
    about: due.about,
    until: null,
    title: cut(meeting?.title ?? '', MAX_NAME_CHARS),
    words,
    tried: null,
  };
  const discard = () => {
    for (const draft of [said, learned, ...Object.values(next)]) draft.discard();
  };
  const end = () =>
    write.mutate({ ...moment, state: isEmpty ? 'left' : 'kept' }, { onSuccess: discard });
  const onlyMe = !audiencesFor(who.me, model.shareWith).includes('pair');
  const focus = model.coached?.person.focus ?? null;
  return (
    <Card
      title={t('moments.debrief.title')}
      icon="speech"
      about={[
        t('moments.ended', [endText(due.at, model.now)]),
        ...(meeting ? [aboutText(meeting, model.now)] : []),
      ].join(' · ')}
      scope={`u:${who.user}`}
      who={who}
      why={t(meeting?.isAdded ? 'moments.why.debriefAdded' : 'moments.why.debrief')}
    >
      <TextSteps
        steps={[
          { question: t('moments.debrief.said'), draft: said },
          { question: t('moments.debrief.learned'), draft: learned },
        ]}
        lastQuestion={t('moments.debrief.next')}
        save={t('moments.next')}
        isSaving={write.isPending}
        onEnd={end}
        last={
          <Agreement
            model={model}
            who={who}
            texts={next}
            title={t('moments.debrief.next')}
            variant="filled"
            onlyMe={onlyMe}
            onEnd={(made) => (made === null ? end() : set({ made }))}
            action={{
              isPending: write.isPending,
              error: write.error,
              make: (commitment, done) =>
                write.mutate(
                  { ...moment, state: 'kept', commitment },
                  {
                    onSuccess: () => {
                      discard();
                      done();
                    },
                  },
                ),
            }}
          />
        }
      />
      <NotSaved error={write.error} text={[words.said, words.learned].join('\n')} />
      {focus && <Focus skill={focus.skill} due={due} model={model} />}
    </Card>
  );
}
