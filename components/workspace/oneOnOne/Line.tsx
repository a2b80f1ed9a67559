import { lazy, Suspense, useState } from 'react';
import { repParts } from '../../../lib/model/index.ts';
import { may } from '../../../lib/view/may.ts';
import { type Line, speakerOf } from '../../../lib/view/oneOnOneDocument.ts';
import { placeOfLine } from '../../../lib/view/talkPlaces.ts';
import { follow, useAction } from '../../data/actions.ts';
import { SmallEditor } from '../../panel/SmallEditor.tsx';
import { ActionIcon, Button } from '../../ui/Button.tsx';
import { useFocusBack } from '../../ui/focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { isComposing } from '../../ui/keys.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { AgreeForm } from './AgreeForm.tsx';
import { type StepProps, youOr } from './context.ts';
import { useWriting } from './usePlaces.ts';
import { Writing } from './Writing.tsx';

const ConflictCard = lazy(() => import('../../panel/ConflictCard.tsx'));

/** True for the key that makes a line a commitment. */
export const isCommitKey = (event: React.KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' && event.shiftKey && (event.ctrlKey || event.metaKey);

/** The field for the text of a line. Two people may change it at once: the texts are merged. */
function LineEditor({ line, onClose, ...props }: StepProps & { line: Line; onClose(): void }) {
  const edit = useAction('line.edit');
  const place = placeOfLine(line.id);
  const { text, refKey, part } = line.fields;
  // Nobody hears of private lines, also not that there is one.
  const writing = useWriting(props.places, part === 'private' ? null : place);
  return (
    <li {...writing}>
      <Writing {...props} place={place} />
      <SmallEditor
        draftKey={`${refKey}#line:${line.id}`}
        row={line.id}
        start={text}
        label={t('oneOnOne.editLine', [text])}
        save={t('oneOnOne.save')}
        onClose={onClose}
        onSave={({ text: typed, from }) =>
          edit.mutateAsync({ id: line.id, text: typed, from, resolves: null })
        }
      />
      <NotSaved error={edit.error} />
    </li>
  );
}

/** One line: its text, whose it is, and what can be done with it. */
export function LineRow(props: StepProps & { line: Line; canCommit?: boolean }) {
  const { line, who, now, plan, canCommit = false } = props;
  const [mode, setMode] = useState<'read' | 'edit' | 'commit'>('read');
  const editButton = useFocusBack(mode !== 'read');
  const remove = useAction('line.delete');
  const { text, author, commitment, conflicts } = line.fields;
  const voiceOf = speakerOf(line, plan.pair);
  const isPrivate = line.scope !== plan.pair.scope;
  // What the rep wrote before and at the end is the rep's own, also where both read it. In a team
  // every line is its author's.
  const isRepsOwn = plan.pair.team !== null || repParts.includes(line.fields.part);
  const mayChange = !plan.pair.isFormer && (!isRepsOwn || author === who.user);
  if (mode === 'edit') return <LineEditor {...props} onClose={() => setMode('read')} />;
  return (
    <li
      onKeyDown={(event) => {
        if (!canCommit || isComposing(event) || !isCommitKey(event)) return;
        event.preventDefault();
        setMode('commit');
      }}
    >
      <div className="line">
        <p className="said" dir="auto">
          {text}
        </p>
        <span className="line-actions">
          {may(who, 'oneOnOneLine', 'change', line) && mayChange && (
            <ActionIcon
              ref={editButton}
              size="sm"
              aria-label={t('oneOnOne.editLine', [text])}
              onClick={() => setMode('edit')}
            >
              <Icon name="pencil" size={14} />
            </ActionIcon>
          )}
          {may(who, 'oneOnOneLine', 'remove', line) && !plan.pair.isFormer && (
            <ActionIcon
              size="sm"
              aria-label={t('oneOnOne.deleteLine', [text])}
              onClick={() =>
                follow(remove.mutateAsync({ id: line.id }), () => props.onDeleted(line.id))
              }
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          )}
        </span>
      </div>
      {!isPrivate && (
        <p className="meta">
          {youOr(who, voiceOf)}
          {author !== voiceOf && ` · ${t('oneOnOne.writtenBy', [youOr(who, author)])}`}
          {line.pending && ` · ${t('notes.waiting')}`}
          {commitment !== null && (
            <span className="chip">
              <Icon name="check" size={14} /> {t('oneOnOne.committed')}
            </span>
          )}
          {canCommit && commitment === null && mode !== 'commit' && !plan.pair.isFormer && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-label={t('oneOnOne.commitOf', [text])}
              onClick={() => setMode('commit')}
            >
              {t('oneOnOne.commit')}
            </Button>
          )}
        </p>
      )}
      <Writing {...props} place={placeOfLine(line.id)} />
      {mode === 'commit' && (
        <AgreeForm
          {...props}
          line={line.id}
          part={line.fields.part}
          start={text}
          owner={voiceOf}
          onDone={() => setMode('read')}
        />
      )}
      <Suspense>
        {conflicts.map((conflict) => (
          <ConflictCard
            key={`${conflict.at} ${conflict.author}`}
            note={line}
            conflict={conflict}
            who={who}
            now={now}
            kind="oneOnOneLine"
          />
        ))}
      </Suspense>
      <NotSaved error={remove.error} />
    </li>
  );
}
