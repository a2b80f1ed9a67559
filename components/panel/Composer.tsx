import { Button, Textarea } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Audience } from '../../lib/messages/index.ts';
import { audiencesFor, known, otherReaders, scopeFor } from '../../lib/model/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { ids } from '../data/ids.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { firstName, moment } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/words.ts';
import { useDraft } from './useDraft.ts';

const Hint = lazy(() => import('./Hint.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

interface Props {
  model: RecordModel;
  who: Who;
  /** Which text of this record it is: each has a draft of its own. */
  slot: string;
  label: string;
  save: string;
  start?: string;
  audience: Audience;
  kind: 'note' | 'answer' | 'question' | 'help';
  prompt: { signal: string; question: string } | null;
  focus?: boolean;
  onClose?: () => void;
  onSaved?: (audience: Audience) => void;
}

/** Names of the readers, for the placeholder and beside the button. */
function readersOf(model: RecordModel, who: Who, audience: Audience): string {
  if (audience === 'private') return t('notes.readers.private');
  if (audience === 'team') return t('notes.readers.team');
  const scope = scopeFor(who.me, audience, model.shareWith);
  const [other] = scope ? otherReaders(who.me, scope) : [];
  return other ? t('notes.readers.pair', [firstName(other.name)]) : t('notes.readers.pairNobody');
}

function placeholder(model: RecordModel, who: Who, audience: Audience): string {
  if (audience === 'private') return t('notes.placeholderMe');
  if (audience === 'team') return t('notes.placeholderTeam');
  const scope = scopeFor(who.me, audience, model.shareWith);
  const [other] = scope ? otherReaders(who.me, scope) : [];
  return other ? t('notes.placeholder', [firstName(other.name)]) : t('notes.new');
}

/** The owner has not said who they are in the CRM: until then there is nobody to share with, though there may be soon. */
function waitsForLink({ ref, shareWith }: RecordModel, { me }: Who): boolean {
  return shareWith === null && ref.tenant !== '' && me !== null && (me.manager !== null || me.reports.length > 0);
}

/** A field in which who reads comes before the first word, and nothing typed is lost. */
export function Composer({ model, who, slot, label, save, start = '', audience: usual, kind, prompt, focus, onClose, onSaved }: Props) {
  const draftKey = `${model.key}#${slot}`;
  const draft = useDraft(draftKey, start);
  const action = useAction('note.save');
  const [copied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const choices = model.ref.tenant === '' ? (['private'] as Audience[]) : audiencesFor(who.me, model.shareWith);
  const wanted = draft.audience ?? usual;
  const audience = choices.includes(wanted) ? wanted : 'private';
  const { text } = draft;
  const empty = text.trim() === '';
  useEffect(() => {
    if (focus && draft.ready) area.current?.focus();
  }, [focus, draft.ready]);

  // One id a text: when no answer comes and the person presses again, the same note is meant.
  const id = useRef(ids.next());
  const submit = async () => {
    if (empty || action.isPending) return;
    const recordName = (model.record && known(model.record.fields.name)) ?? '';
    try {
      await action.mutateAsync({ id: id.current, ref: model.ref, recordName, text: text.trim(), audience, rep: model.shareWith, kind, prompt, draft: draftKey });
    } catch {
      return; // said below, and the text stays
    }
    id.current = ids.next();
    draft.clear();
    onSaved?.(audience);
  };
  return (
    <div className="compose">
      <div className="audience">
        <Icon name={audience === 'private' ? 'lock' : 'two'} size={14} />
        <label>
          <span>{t('notes.who')}</span>
          <select value={audience} onChange={(event) => draft.change({ audience: event.currentTarget.value as Audience, text })}>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {tKey(`notes.audience.${choice}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Textarea
        ref={area}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={12}
        maxLength={20_000}
        aria-label={label}
        readOnly={action.isPending}
        placeholder={placeholder(model, who, audience)}
        value={text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
          if (event.key === 'Escape') {
            draft.keep();
            onClose?.();
          }
        }}
      />
      {audience !== 'private' && kind !== 'answer' && model.role.roles.includes('manager') && text.trim().length > 12 && (
        <Suspense>
          <Hint text={text} onTake={(wording) => draft.change({ text: wording })} />
        </Suspense>
      )}
      {model.ref.tenant === '' && <p className="hint inset">{t('notes.localOnly')}</p>}
      {waitsForLink(model, who) && <p className="hint inset">{t('notes.ownerUnlinked')}</p>}
      {(draft.full || action.isError) && (
        <p className="problem" role="alert">
          {draft.full ? t('notes.full') : t('notes.notSaved', [sentence(action.error)])}{' '}
          <button type="button" className="link" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
            {copied ? t('notes.copied') : t('notes.copy')}
          </button>
        </p>
      )}
      {(!empty || onClose) && (
        <div className="compose-end">
          <span>
            {readersOf(model, who, audience)}
            {draft.from !== null && !empty && ` · ${t('notes.draftFrom', [moment(draft.from, model.now)])}`}
            {draft.from === null && draft.saved && ` · ${t('notes.saved')}`}
          </span>
          <span className="grow" />
          {onClose && (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={onClose}>
              {t('prompts.close')}
            </Button>
          )}
          {draft.from !== null && !empty && (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={draft.discard}>
              {t('notes.discard')}
            </Button>
          )}
          <Button size="compact-sm" disabled={empty} loading={action.isPending} onClick={() => void submit()}>
            {save}
          </Button>
        </div>
      )}
    </div>
  );
}
