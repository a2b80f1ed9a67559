import { useAction } from '../../data/actions.ts';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { useDraft } from '../useDraft.ts';
import { AskManager } from './AskManager.tsx';
import { Card, type MomentProps } from './Card.tsx';
import { TextSteps } from './TextSteps.tsx';

/** What to give, what to want for it, where to stop, and who else decides. */
export default function Negotiation({ due, model, who }: MomentProps) {
  const slot = `${model.key}#moment=negotiation:${due.about}`;
  const give = useDraft(`${slot}:give`, '');
  const want = useDraft(`${slot}:want`, '');
  const walkAway = useDraft(`${slot}:walkAway`, '');
  const decides = useDraft(`${slot}:decides`, '');
  const write = useAction('moment.write');
  const drafts = { give, want, walkAway, decides };
  const texts = Object.entries(drafts).map(([name, { text }]) => [name, text.trim()]);
  const isEmpty = texts.every(([, text]) => text === '');
  const end = () =>
    write.mutate(
      {
        refKey: model.key,
        moment: 'negotiation',
        about: due.about,
        state: isEmpty ? 'left' : 'kept',
        until: null,
        title: '',
        words: Object.fromEntries(texts),
        tried: null,
      },
      { onSuccess: () => Object.values(drafts).forEach((draft) => void draft.discard()) },
    );
  const names = ['give', 'want', 'walkAway', 'decides'] as const;
  return (
    <Card
      title={t('moments.negotiation.title')}
      icon="sliders"
      about={date(due.about, model.now)}
      scope={`u:${who.user}`}
      who={who}
      why={t('moments.why.negotiation')}
    >
      <blockquote className="moment-quote" dir="auto">
        {due.sentence}
      </blockquote>
      <TextSteps
        steps={names.map((name) => ({
          question: t(`moments.negotiation.${name}`),
          draft: drafts[name],
        }))}
        last={null}
        lastQuestion={null}
        save={t('moments.negotiation.save')}
        isSaving={write.isPending}
        onEnd={end}
      />
      <NotSaved error={write.error} text={texts.map(([, text]) => text).join('\n')} />
      <AskManager model={model} who={who} about={`negotiation:${due.about}`} />
    </Card>
  );
}
