import { lazy, Suspense, useState } from 'react';
import type { Goal } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import type { OrgView } from '../../../lib/view/org.ts';
import type { PersonRows } from '../../../lib/view/person.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { Block, ReadersLabel } from '../Block.tsx';
import { GoalNumbers } from './GoalNumbers.tsx';
import { writable } from './goalText.ts';
import { QuickWins } from './QuickWins.tsx';
import { RampStart } from './Ramp.tsx';
import { pairReaders, readersOfRow, type Subject } from './subject.ts';

const GoalForm = lazy(() => import('./GoalForm.tsx'));

export interface GoalsProps {
  subject: Subject;
  rows: PersonRows;
  objectives: readonly Item<'objective'>[];
  org: OrgView;
}

interface CardProps extends GoalsProps {
  item: Item<'goal'>;
  /** The first one, for which quick wins are suggested. */
  isFirst: boolean;
  onEdit(): void;
}

/** The buttons of an own goal: who sees it, changing it and its end. */
function GoalActions({ item, subject, onEdit }: Pick<CardProps, 'item' | 'subject' | 'onEdit'>) {
  const write = useAction('goal.write');
  const share = useAction('goal.audience');
  const { fields, scope } = item;
  const isShared = scope.startsWith('p:');
  const setState = (state: Goal['state']) => write.mutate({ ...writable(fields), state });
  return (
    <>
      <div className="row acts">
        {subject.other !== null && (
          <Button
            variant="default"
            size="compact-sm"
            loading={share.isPending}
            onClick={() =>
              share.mutate({ goal: fields.goal, audience: isShared ? 'private' : 'pair' })
            }
          >
            {isShared ? t('goals.unshare') : t('goals.share', [subject.other])}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onEdit}>
          {t('goals.edit')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setState('reached')}>
          {t('goals.reached')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setState('ended')}>
          {t('goals.end')}
        </Button>
      </div>
      <NotSaved error={share.error ?? write.error} />
    </>
  );
}

function GoalCard({ item, isFirst, subject, objectives, org, onEdit }: CardProps) {
  const { fields, scope } = item;
  const part = objectives.find((one) => one.fields.objective === fields.objective);
  const readers = readersOfRow(scope, subject);
  return (
    <article className={readers === 'onlyYou' ? 'goal only-you' : 'goal'}>
      <div className="goal-readers">
        <ReadersLabel readers={readers} />
      </div>
      <dl className="goal-words">
        <div>
          <dt>{t('goals.vision')}</dt>
          <dd className="vision" dir="auto">
            {fields.vision}
          </dd>
        </div>
        {(['motivation', 'behaviour'] as const).map(
          (name) =>
            fields[name] !== '' && (
              <div key={name}>
                <dt>{t(`goals.${name}`)}</dt>
                <dd dir="auto">{fields[name]}</dd>
              </div>
            ),
        )}
        {part && (
          <div>
            <dt>{t('goals.partOf')}</dt>
            <dd dir="auto">{part.fields.text}</dd>
          </div>
        )}
      </dl>
      <GoalNumbers item={item} subject={subject} />
      {isFirst && subject.isOwn && <QuickWins item={item} subject={subject} org={org} />}
      {subject.isOwn && <GoalActions item={item} subject={subject} onEdit={onEdit} />}
    </article>
  );
}

/** Goals that ended, each with a way back. */
function Earlier({ goals, subject }: { goals: readonly Item<'goal'>[]; subject: Subject }) {
  const write = useAction('goal.write');
  if (goals.length === 0) return null;
  return (
    <details className="levels">
      <summary>{t('goals.earlier')}</summary>
      <ul className="plain">
        {goals.map(({ id, fields }) => (
          <li key={id}>
            <span dir="auto">{fields.vision}</span>
            <span className="dim">{t(`goals.state.${fields.state as 'reached'}`)}</span>
            {subject.isOwn && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => write.mutate({ ...writable(fields), state: 'open' })}
              >
                {t('goals.reopen')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <NotSaved error={write.error} />
    </details>
  );
}

/** The goals of a person: private until the person shares one. */
export function Goals(props: GoalsProps) {
  const { subject, rows, objectives } = props;
  /** The id of the goal in the form; `new` for one that does not exist yet. */
  const [editing, setEditing] = useState<string | null>(null);
  const isPrivate = ({ scope }: Item<'goal'>) => Number(scope.startsWith('u:'));
  const open = rows.goals
    .filter(({ fields }) => fields.state === 'open')
    // What the pair works on comes first.
    .toSorted((a, b) => isPrivate(a) - isPrivate(b));
  const ended = rows.goals.filter(({ fields }) => fields.state !== 'open');
  const form = (item: Item<'goal'> | null) => (
    <Suspense>
      <GoalForm
        item={item}
        subject={subject}
        objectives={objectives}
        onClose={() => setEditing(null)}
      />
    </Suspense>
  );
  const isMixed = subject.isOwn && subject.other !== null;
  return (
    <Block
      title={t('goals.title')}
      icon="target"
      readers={isMixed ? { text: t('person.eachLine') } : pairReaders(subject)}
    >
      {open.length === 0 && editing === null && (
        <p className="dim">
          {subject.isOwn ? t('goals.empty') : t('goals.emptyOther', [subject.name])}
        </p>
      )}
      {open.map((item) =>
        editing === item.id ? (
          <div key={item.id}>{form(item)}</div>
        ) : (
          <GoalCard
            key={item.id}
            {...props}
            item={item}
            isFirst={item === open[0]}
            onEdit={() => setEditing(item.id)}
          />
        ),
      )}
      {editing === 'new' && form(null)}
      {subject.isOwn && editing === null && (
        <Button
          variant={open.length === 0 ? 'filled' : 'default'}
          size="compact-sm"
          onClick={() => setEditing('new')}
        >
          {t('goals.add')}
        </Button>
      )}
      <Earlier goals={ended} subject={subject} />
      <RampStart subject={subject} rows={rows} />
    </Block>
  );
}
