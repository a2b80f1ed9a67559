import { lazy, Suspense } from 'react';
import { alone, isOpen, MOST_PROMPTS, type Ranked } from '../../lib/coaching/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { adapterLabel } from '../data/crm.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { firstName, valueText } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { AlsoNoticed } from './AlsoNoticed.tsx';
import { Chosen } from './Chosen.tsx';
import { ClosedPrompt, OpenPrompt } from './Prompt.tsx';
import { titleOf } from './recordName.ts';
import { useFollowUp } from './useFollowUp.ts';
import { useShown } from './useShown.ts';
import { useWordings } from './useWordings.ts';
import './prompts.css';

// Its fields are separate parts of a library, and it follows only an answer.
const FollowUpCard = lazy(() => import('./FollowUp.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

/** Why there is no question: the record loads, cannot be read, is closed, or has no problem. */
function NoPrompts({ model, view }: { model: RecordModel; view: TabView }) {
  const { coaching, facts, record } = model;
  if (model.ref.object === 'contact' && view.state !== 'reading')
    return (
      <p className="hint">
        {t('prompts.contactNone', [titleOf(model)])} {t('prompts.contactHint')}
      </p>
    );
  if (view.state === 'reading' || record?.reading.filling) {
    return (
      <div className="card wait">
        <span className="skeleton" />
        <span className="skeleton long" />
        <p className="hint">{t('prompts.wait')}</p>
      </div>
    );
  }
  if (!facts || !coaching)
    return <p className="hint">{t('prompts.noReader', [adapterLabel(model.ref.crm)])}</p>;
  if (!isOpen(facts)) return <p className="hint">{t('prompts.nothingClosed')}</p>;
  return (
    <div className="card calm">
      <h3>{t('prompts.nothing')}</h3>
      {coaching.strengths.length > 0 && <p className="hint">{t('prompts.strengths')}</p>}
      <ul>
        {coaching.strengths.map((item) => (
          <li key={item.id}>
            <Icon name="check" />
            {tKey(
              `strengths.${item.id}`,
              item.values.map((value) => valueText(value, model.now)),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A question that the person asked to see takes the last place; what stood there waits. */
function withWanted(
  coaching: RecordModel['coaching'],
  wanted: string | null,
): { shown: readonly Ranked[]; waiting: readonly Ranked[] } {
  const { prompts = [], others = [] } = coaching ?? {};
  const taken = others.find(({ item }) => item.signal === wanted);
  if (!taken) return { shown: prompts, waiting: others };
  const stay = prompts.slice(0, MOST_PROMPTS - 1);
  const moved = prompts.slice(MOST_PROMPTS - 1);
  return {
    shown: [...stay, taken],
    waiting: [...moved, ...others.filter((ranked) => ranked !== taken)],
  };
}

/** At most three questions, one of them open. */
export function Prompts({
  model,
  view,
  side,
  who,
}: {
  model: RecordModel;
  view: TabView;
  side: 'rep' | 'manager';
  who: Who;
}) {
  const { open, composing, wanted, calling, set } = useUi();
  const { shown: chosen, waiting } = withWanted(model.coaching, wanted);
  useShown(model.key, chosen);
  const wordingOf = useWordings(model.key);
  // A new reading may select other prompts. The one being answered stays until its editor closes.
  const isOf = (signal: string | undefined) => (ranked: Ranked) => ranked.item.signal === signal;
  const isDropped = composing !== null && !chosen.some(isOf(composing.signal));
  const beingAnswered = isDropped
    ? model.coaching?.triggered.find((item) => item.signal === composing.signal)
    : undefined;
  const prompts = beingAnswered
    ? [alone(beingAnswered), ...chosen].slice(0, Math.max(1, chosen.length))
    : chosen;
  const rep = who.me?.reports.find((member) => member.id === model.role.rep)?.name ?? null;
  const followUp = useFollowUp(model);
  // After an answer its steps come first, unless the person opens another question.
  const isClosed = open === 'none' || (open === null && followUp !== null);
  const openPrompt = isClosed
    ? null
    : (prompts.find(isOf(open ?? undefined)) ?? prompts[0] ?? null);
  // A text that is being written stays, and so does the card of an answer.
  const isWaiting = calling && composing === null;
  const cards = isWaiting ? [] : prompts;
  const notEvaluated = model.coaching?.notEvaluated.length ?? 0;
  // The banner above already states that the reading failed.
  if (view.state === 'failed' && !model.coaching) return null;
  return (
    <section className="part" aria-label={t('prompts.region')}>
      <div className="part-head">
        <h2>
          {side === 'manager' && rep ? t('prompts.for', [firstName(rep)]) : t('prompts.heading')}
        </h2>
        {prompts.length > 0 && <span className="count">{prompts.length}</span>}
      </div>
      {isWaiting && <p className="hint">{t('prompts.afterCall')}</p>}
      {followUp && (
        <Suspense>
          <FollowUpCard key={followUp.note} followUp={followUp} model={model} who={who} />
        </Suspense>
      )}
      {prompts.length === 0 && !followUp && !isWaiting && <NoPrompts model={model} view={view} />}
      {cards.map((ranked) =>
        ranked === openPrompt ? (
          <OpenPrompt
            key={ranked.item.signal}
            ranked={ranked}
            model={model}
            side={side}
            wording={wordingOf(ranked.item)}
            who={who}
            rep={rep}
          />
        ) : (
          <ClosedPrompt
            key={ranked.item.signal}
            item={ranked.item}
            model={model}
            side={side}
            wording={wordingOf(ranked.item)}
            onOpen={() => set({ open: ranked.item.signal, composing: null })}
          />
        ),
      )}
      <Chosen model={model} />
      <AlsoNoticed
        list={waiting}
        model={model}
        onAsk={(signal) => set({ wanted: signal, open: signal, composing: null })}
      />
      {notEvaluated > 0 &&
        model.record?.kind === 'deal' &&
        prompts.length < 3 &&
        model.record.reading.degraded.length > 0 && (
          <p className="hint">{t('prompts.silent', notEvaluated)}</p>
        )}
    </section>
  );
}
