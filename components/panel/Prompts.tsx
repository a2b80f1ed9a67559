import { lazy, Suspense } from 'react';
import {
  alone,
  commitmentBack,
  MOST_PROMPTS,
  questionAbout,
  type Ranked,
} from '../../lib/coaching/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { firstName } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { AlsoNoticed } from './AlsoNoticed.tsx';
import { ClosedPrompt } from './ClosedPrompt.tsx';
import { OpenPrompt } from './Prompt.tsx';
import { titleOf } from './recordName.ts';
import { useFollowUp } from './useFollowUp.ts';
import { useKeptPicture } from './usePicture.ts';
import { useShown } from './useShown.ts';
import { useWordings } from './useWordings.ts';
import './prompts.css';

// Most deals have a question, and a visit begins without an action.
const NoPrompts = lazy(() => import('./NoPrompts.tsx'));
const Chosen = lazy(() => import('./Chosen.tsx'));
// Its fields are separate parts of a library, and it follows only an answer.
const FollowUpCard = lazy(() => import('./FollowUp.tsx'));
// Few deals have a commitment that is due.
const CommitmentBack = lazy(() => import('./CommitmentBack.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

/**
 * A question that the person asked to see takes the last place; what stood there waits.
 * @param back fingerprint of the question about a commitment that has its own card.
 */
function withWanted(
  coaching: RecordModel['coaching'],
  wanted: string | null,
  back: string | null,
): { shown: readonly Ranked[]; waiting: readonly Ranked[] } {
  const isOther = ({ item }: Ranked) => item.fingerprint !== back;
  const most = back === null ? MOST_PROMPTS : MOST_PROMPTS - 1;
  const prompts = (coaching?.prompts ?? []).filter(isOther);
  const others = [...prompts.slice(most), ...(coaching?.others ?? []).filter(isOther)];
  const taken = others.find(({ item }) => item.signal === wanted);
  if (!taken) return { shown: prompts.slice(0, most), waiting: others };
  const moved = prompts.slice(most - 1, most);
  return {
    shown: [...prompts.slice(0, most - 1), taken],
    waiting: [...moved, ...others.filter((ranked) => ranked !== taken)],
  };
}

/** At most three questions, one of them open. */
export function Prompts({
  model,
  view,
  side,
  who,
  pageTab = null,
}: {
  model: RecordModel;
  view: TabView;
  side: 'rep' | 'manager';
  who: Who;
  /** The tab in whose page the panel is. */
  pageTab?: number | null;
}) {
  const { open, composing, wanted, calling, chosen: chosenNow, set } = useUi();
  const followUp = useFollowUp(model);
  const { rows, now } = model;
  const own = rows.outcomes.map(({ fields }) => fields).filter(({ author }) => author === who.user);
  const back = followUp ? null : commitmentBack(rows.commitments, who.user, own, now);
  const about = back && questionAbout(back.fields);
  const { shown: chosen, waiting } = withWanted(model.coaching, wanted, about?.fingerprint ?? null);
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
  // Steps after an answer and a commitment come first, unless the person opens another question.
  const isClosed = open === 'none' || (open === null && (followUp ?? back) !== null);
  const openPrompt = isClosed
    ? null
    : (prompts.find(isOf(open ?? undefined)) ?? prompts[0] ?? null);
  // A text that is being written stays, and so does the card of an answer.
  const isWaiting = calling && composing === null;
  const cards = isWaiting ? [] : prompts;
  const isUsual = view.state === 'ready' && followUp === null && back === null && !composing;
  const items = isUsual && !isWaiting ? prompts.map(({ item }) => item) : null;
  useKeptPicture(pageTab, model, items, who.user);
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
      {back && about && !isWaiting && (
        <Suspense>
          <CommitmentBack key={back.id} item={back} about={about} model={model} who={who} />
        </Suspense>
      )}
      {prompts.length === 0 && !followUp && !back && !isWaiting && (
        <Suspense>
          <NoPrompts model={model} view={view} title={titleOf(model)} />
        </Suspense>
      )}
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
      <div className="undo" role="status">
        {chosenNow && (
          <Suspense>
            <Chosen chosen={chosenNow} outcomes={own} now={now} />
          </Suspense>
        )}
      </div>
      <AlsoNoticed
        list={waiting}
        model={model}
        onAsk={(signal) => set({ wanted: signal, open: signal, composing: null })}
      />
      {notEvaluated > 0 &&
        model.record?.kind === 'deal' &&
        prompts.length < 3 &&
        model.record.reading.degraded.length > 0 && (
          <p className="hint">{t('prompts.notEvaluated', notEvaluated)}</p>
        )}
    </section>
  );
}
