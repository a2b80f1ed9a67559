import { lazy, Suspense, useEffect, useId, useRef } from 'react';
import type { PromptAction } from '../../lib/messages/index.ts';
import { type Audience, audiencesFor, known, MAX_TEXT_CHARS } from '../../lib/model/index.ts';
import { readersFor } from '../../lib/view/audience.ts';
import { ownerOf } from '../../lib/view/sharing.ts';
import { useAction } from '../data/actions.ts';
import { useAttempts, usePressId } from '../data/attempts.ts';
import { crmLabel } from '../data/crm.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { firstName, moment } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { audienceText, useNarrow } from '../ui/readers.ts';
import { useUnlinkedViewer } from './unlinkedViewer.ts';
import { useDraft } from './useDraft.ts';
import './notes.css';

const Hint = lazy(() => import('./Hint.tsx'));

type Who = NonNullable<ReturnType<typeof useMe>>;

/** The parts of a record that a text about it depends on. */
type Model = Pick<
  RecordModel,
  'key' | 'ref' | 'record' | 'shareWith' | 'role' | 'unconfirmed' | 'now'
>;

interface Props {
  model: Model;
  who: Who;
  /** Identifies the text within the record; each has its own draft. */
  slot: string;
  label: string;
  save: string;
  start?: string;
  /** Words that the saved text begins with; they can stand alone. */
  lead?: string;
  /** The key that focuses the field. */
  action?: 'note.new' | 'prompt.answer';
  audience: Audience;
  kind: 'note' | 'answer' | 'question' | 'help';
  prompt: { signal: string; question: string } | null;
  /** The outcome of the prompt that the text answers: both are saved in one transaction. */
  outcome?: PromptAction;
  focus?: boolean;
  onClose?: () => void;
  /** `outcome` is the id of its row, where there is one. */
  onSaved?: (audience: Audience, note: { id: string; text: string; outcome: string }) => void;
}

function placeholder(model: Model, who: Who, audience: Audience): string {
  if (audience === 'private') return t('notes.placeholderMe');
  if (audience === 'team') return t('notes.placeholderTeam');
  const readers = readersFor(audience, model.shareWith, who);
  return readers?.kind === 'pair' && readers.name !== null
    ? t('notes.placeholder', [firstName(readers.name)])
    : t('notes.new');
}

/** The owner has not linked their CRM user yet: until then the text cannot be shared with them. */
function waitsForLink({ ref, shareWith }: Model, { me }: Who): boolean {
  return (
    shareWith === null &&
    ref.tenant !== '' &&
    me !== null &&
    (me.manager !== null || me.reports.length > 0)
  );
}

/** A text field with its readers above it. A draft preserves what is typed. */
export function Composer({
  model,
  who,
  slot,
  label,
  save,
  start = '',
  lead = '',
  action: shortcut,
  audience: defaultAudience,
  kind,
  prompt,
  outcome,
  focus,
  onClose,
  onSaved,
}: Props) {
  const draftKey = `${model.key}#${slot}`;
  const draft = useDraft(draftKey, start);
  const action = useAction('note.save');
  const attempt = useAttempts();
  const pressId = usePressId();
  const isNarrow = useNarrow();
  const area = useRef<HTMLTextAreaElement>(null);
  const choices =
    model.ref.tenant === '' ? (['private'] as Audience[]) : audiencesFor(who.me, model.shareWith);
  const preferred = draft.audience ?? defaultAudience;
  const audience = choices.includes(preferred) ? preferred : 'private';
  const { text } = draft;
  const whole = [lead, text.trim()].filter(Boolean).join(': ');
  const empty = whole === '';
  const reason = useId();
  const viewer = useUnlinkedViewer(model, who);
  const isOwner = viewer !== null && ownerOf(model.record)?.id === viewer.crmUserId;
  const over = limitOf(lead === '' ? text : whole, MAX_TEXT_CHARS)?.over ?? false;
  useEffect(() => {
    if (focus && draft.ready) area.current?.focus();
  }, [focus, draft.ready]);

  const submit = async () => {
    if (empty || over || action.isPending) return;
    // The button disappears with the text; the focus must not be lost with it.
    area.current?.focus();
    draft.flush();
    const sent = attempt(draft.id, whole);
    const press = pressId(draft.id);
    const recordName = (model.record && known(model.record.fields.name)) ?? '';
    try {
      await action.mutateAsync({
        id: draft.id,
        ref: model.ref,
        recordName,
        text: whole,
        audience,
        kind,
        prompt,
        draft: draftKey,
        sent,
        ...(outcome ? { outcome: { ...outcome, id: press.id } } : {}),
      });
    } catch {
      return; // shown below; text and id stay, so that another press saves the same note
    }
    press.done();
    const note = { id: draft.id, text: whole, outcome: press.id };
    draft.clear();
    onSaved?.(audience, note);
  };
  return (
    <div className="compose">
      <div className="audience">
        <Icon name={audience === 'private' ? 'lock' : 'two'} size={14} />
        <label>
          <span>{t('notes.who')}</span>
          <select
            value={audience}
            onChange={(event) =>
              draft.change({ audience: event.currentTarget.value as Audience, text })
            }
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {audienceText(choice, model, who, isNarrow)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <LimitedTextarea
        ref={area}
        data-action={shortcut}
        variant="unstyled"
        autosize
        minRows={1}
        maxRows={12}
        most={MAX_TEXT_CHARS}
        reason={reason}
        aria-label={label}
        readOnly={action.isPending}
        placeholder={slot === 'note' ? placeholder(model, who, audience) : label}
        value={text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
          if (event.key === 'Escape') {
            draft.flush();
            onClose?.();
          }
        }}
      />
      {audience !== 'private' &&
        kind !== 'answer' &&
        model.role.roles.includes('manager') &&
        text.trim().length > 12 && (
          <Suspense>
            <Hint text={text} onTake={(wording) => draft.change({ text: wording })} />
          </Suspense>
        )}
      {model.ref.tenant === '' && <p className="hint inset">{t('notes.localOnly')}</p>}
      {waitsForLink(model, who) && (
        <p className="hint inset">
          {isOwner
            ? t('notes.ownerUnlinkedYou', [t('who.isMe', [viewer.name, crmLabel(model.ref.crm)])])
            : t(model.unconfirmed ? 'notes.linkUnconfirmed' : 'notes.ownerUnlinked')}
        </p>
      )}
      <NotKept error={draft.problem} text={text} full={t('notes.full')} />
      <NotSaved error={action.error} text={text} />
      {(!empty || onClose) && (
        <div className="compose-end">
          <span>
            {audience === 'private'
              ? t('notes.readers.private')
              : audienceText(audience, model, who)}
            {draft.from !== null &&
              !empty &&
              ` · ${t('notes.draftFrom', [moment(draft.from, model.now)])}`}
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
          <Button
            size="compact-sm"
            disabled={empty || over}
            aria-describedby={over ? reason : undefined}
            loading={action.isPending}
            onClick={() => void submit()}
          >
            {save}
          </Button>
        </div>
      )}
    </div>
  );
}
