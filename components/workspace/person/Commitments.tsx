import { useState } from 'react';
import { addDays } from '../../../lib/coaching/index.ts';
import { MAX_COMMITMENT_CHARS, MAX_LINE_CHARS, personKey } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import type { PersonRows } from '../../../lib/view/person.ts';
import { follow, useAction } from '../../data/actions.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { TextFormEnd } from '../../ui/TextFormEnd.tsx';
import { Became, stateOf } from '../Became.tsx';
import { Block, ReadersLabel } from '../Block.tsx';
import { nameIn, readersOfRow, readersOfRows, type Subject } from './subject.ts';

/** The days until a new commitment is due, which the person changes. */
const FIRST_DUE_DAYS = 7;

/** Until when, with the first day where it was moved. */
function dueText({ due, was }: Item<'commitment'>['fields'], now: Subject['now']): string {
  const by = t('commitments.by', [date(due, now)]);
  return was === undefined ? by : `${by} · ${t('commitments.was', [date(was, now)])}`;
}

interface CommitmentProps {
  item: Item<'commitment'>;
  subject: Subject;
  /** They have different readers: this one says its own. */
  saysReaders: boolean;
}

/** One commitment, and what became of it. */
function Commitment({ item, subject, saysReaders }: CommitmentProps) {
  const setState = useAction('commitment.setState');
  const { fields, scope } = item;
  const isOpen = fields.state === 'open';
  const readers = readersOfRow(scope, subject);
  return (
    <li>
      <b dir="auto">{fields.text}</b>
      <p className="dim">
        {isOpen
          ? dueText(fields, subject.now)
          : t(fields.state === 'kept' ? 'commitments.isKept' : 'commitments.isDropped')}
        {fields.seenBy && ` · ${t('commitments.seenBy', [fields.seenBy])}`}
        {saysReaders && (
          <>
            {' · '}
            <ReadersLabel readers={readers} />
          </>
        )}
      </p>
      <Became
        item={item}
        who={subject.who}
        now={subject.now}
        onChoose={(what, due) => setState.mutate(stateOf(item.id, what, due))}
      />
      <NotSaved error={setState.error} />
    </li>
  );
}

/** What, by when, and how it will be seen: a commitment that belongs to no deal. */
function Form({ subject, onClose }: { subject: Subject; onClose(): void }) {
  const slot = `person/${subject.member}#commitment`;
  const what = useDraft(slot, '');
  const seen = useDraft(`${slot}:seen`, '');
  const [due, setDue] = useState(addDays(subject.day, FIRST_DUE_DAYS));
  const make = useAction('commitment.make');
  const isOver =
    limitOf(what.text, MAX_COMMITMENT_CHARS)?.over || limitOf(seen.text, MAX_LINE_CHARS)?.over;
  const isComplete = what.text.trim() !== '' && due !== '' && !isOver;
  const close = () => {
    what.discard();
    seen.discard();
    onClose();
  };
  const save = () => {
    const seenBy = seen.text.trim();
    const commitment = {
      id: what.id,
      refKey: personKey(subject.member),
      text: what.text.trim(),
      due,
      owner: subject.who.user,
      ...(seenBy === '' ? {} : { seenBy }),
    };
    follow(make.mutateAsync(commitment), close);
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !make.isPending) save();
      }}
    >
      <LimitedInput
        autoFocus
        label={t('commitments.what')}
        most={MAX_COMMITMENT_CHARS}
        readOnly={make.isPending}
        value={what.text}
        onChange={(event) => what.change({ text: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('commitments.when')}
        min={subject.day}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <LimitedInput
        label={t('followUp.seen')}
        most={MAX_LINE_CHARS}
        readOnly={make.isPending}
        value={seen.text}
        onChange={(event) => seen.change({ text: event.currentTarget.value })}
      />
      <TextFormEnd
        drafts={[what, seen]}
        error={make.error}
        save={t('commitments.save')}
        disabled={!isComplete}
        isSaving={make.isPending}
        onLeave={onClose}
      />
    </form>
  );
}

/** Commitments both ways, the earliest due date first. Nobody counts them. */
export function Commitments({ subject, rows }: { subject: Subject; rows: PersonRows }) {
  const [isAdding, setAdding] = useState(false);
  const byDue = rows.commitments.toSorted((a, b) => (a.fields.due < b.fields.due ? -1 : 1));
  const open = byDue.filter(({ fields }) => fields.state === 'open');
  const ended = byDue.filter(({ fields }) => fields.state !== 'open').reverse();
  const owners = [...new Set(open.map(({ fields }) => fields.owner))].toSorted((a, b) =>
    a === subject.who.user ? -1 : b === subject.who.user ? 1 : a < b ? -1 : 1,
  );
  const titleOf = (owner: string) =>
    owner === subject.who.user ? t('commitments.yours') : nameIn(subject, owner);
  const { block, isMixed } = readersOfRows(rows.commitments, subject);
  const list = (items: readonly Item<'commitment'>[]) => (
    <ul className="kept-list">
      {items.map((item) => (
        <Commitment key={item.id} item={item} subject={subject} saysReaders={isMixed} />
      ))}
    </ul>
  );
  return (
    <Block title={t('commitments.region')} icon="check" readers={block}>
      {open.length === 0 && !isAdding && <p className="dim">{t('commitments.none')}</p>}
      {owners.map((owner) => (
        <div key={owner}>
          {(owners.length > 1 || owner !== subject.who.user) && <h3>{titleOf(owner)}</h3>}
          {list(open.filter(({ fields }) => fields.owner === owner))}
        </div>
      ))}
      {isAdding ? (
        <Form subject={subject} onClose={() => setAdding(false)} />
      ) : (
        <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
          {t('commitments.add')}
        </Button>
      )}
      {ended.length > 0 && (
        <details className="levels">
          <summary>{t('commitments.earlier')}</summary>
          {list(ended.slice(0, 20))}
        </details>
      )}
    </Block>
  );
}
