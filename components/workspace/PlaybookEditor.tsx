import { useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import type { PlaybookHistory } from '../../lib/coaching/playbooks/index.ts';
import {
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  MOST_STAGES,
  mayManage,
  type Playbook,
  type PlaybookStage,
} from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import type { KnownDeal } from '../data/deals.ts';
import { ids } from '../data/ids.ts';
import { useSame } from '../data/same.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput, LimitedTextarea } from '../ui/Limited.tsx';
import { Problem } from '../ui/Problem.tsx';
import { ExportPlaybook } from './Files.tsx';
import { PlaybookSide } from './PlaybookSide.tsx';
import type { Who } from './page.ts';
import { loosePlaybook } from './playbook.ts';
import { StageForm } from './StageForm.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useDocument } from './useDocument.ts';

interface Props {
  id: string;
  /** Null for a playbook that is not published yet. */
  book: PlaybookHistory | null;
  start: Playbook;
  /** A template that is only looked at: nothing of it is stored. */
  isTemplate: boolean;
  who: Who;
  org: OrgView;
  deals: KnownDeal[] | undefined;
  now: Now;
  onBack(): void;
}

/**
 * The editor of a playbook: stages on the left, the chosen one in the middle, actions on the right.
 */
export function PlaybookEditor({
  id,
  book,
  start,
  isTemplate,
  who,
  org,
  deals,
  now,
  onBack,
}: Props) {
  const [first] = useState(start);
  const latest = useSame(start);
  // An unpublished playbook exists only as a draft, so its editor starts with it.
  const doc = useDocument(
    `workspace#playbook:${id}`,
    book ? latest : first,
    loosePlaybook,
    book === null && !isTemplate,
  );
  const { value } = doc;
  const [chosen, setChosen] = useState<string | null>(null);
  const manages = mayManage(who.me);
  const stage = value.stages.find((item) => item.id === chosen) ?? value.stages[0];
  const put = (field: string, change: Partial<Playbook>) =>
    doc.change(field, { ...value, ...change });
  const setStage = (next: PlaybookStage, field: string) =>
    put(`${next.id} ${field}`, {
      stages: value.stages.map((item) => (item.id === next.id ? next : item)),
    });
  const move = (by: number) => {
    const at = value.stages.findIndex((item) => item.id === stage?.id);
    const stages = [...value.stages];
    const [moved] = stages.splice(at, 1);
    if (moved) stages.splice(at + by, 0, moved);
    put('order', { stages });
  };
  const add = () => {
    const newStage: PlaybookStage = {
      id: `stage-${ids.next().slice(-12)}`,
      name: t('playbooks.newStage'),
      seller: '',
      buyer: '',
      ask: [],
      exit: [],
      fields: [],
      guidance: '',
    };
    put('add', { stages: [...value.stages, newStage] });
    setChosen(newStage.id);
  };
  const remove = () => {
    put('remove', { stages: value.stages.filter((item) => item.id !== stage?.id) });
    setChosen(null);
  };
  const drop = useAction('draft.keep');
  if (!doc.ready) return <div className="columns" aria-busy="true" />;
  const at = value.stages.findIndex((item) => item.id === stage?.id);
  return (
    <div className="columns">
      <section className="list" aria-label={t('playbooks.stageList')}>
        <button type="button" className="link" onClick={onBack}>
          {t('playbooks.back')}
        </button>
        <ol>
          {value.stages.map((item, index) => (
            <li key={item.id}>
              <button
                type="button"
                aria-current={item.id === stage?.id ? 'true' : undefined}
                onClick={() => setChosen(item.id)}
              >
                <small>{index + 1}</small>
                <b>{item.name || t('playbooks.unnamed')}</b>
                <span>{item.buyer}</span>
              </button>
            </li>
          ))}
        </ol>
        {manages && (
          <Button variant="default" disabled={value.stages.length >= MOST_STAGES} onClick={add}>
            {t('playbooks.addStage')}
          </Button>
        )}
      </section>
      <section
        className="editor"
        aria-label={t('playbooks.editor')}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
            event.preventDefault();
            (event.shiftKey ? doc.redo : doc.undo)?.();
          }
        }}
      >
        <Toolbar title={value.name || t('playbooks.unnamed')} doc={doc} readOnly={!manages}>
          <ExportPlaybook playbook={value} />
          {!book && !isTemplate && (
            <Button
              variant="subtle"
              color="gray"
              loading={drop.isPending}
              onClick={() => {
                doc.forget();
                drop.mutate(
                  { key: `workspace#playbook:${id}`, text: '', audience: null },
                  { onSuccess: onBack },
                );
              }}
            >
              {t('playbooks.delete')}
            </Button>
          )}
        </Toolbar>
        {manages && !isTemplate && (!book || doc.changed) && (
          <p className="hint">{t('playbooks.draft')}</p>
        )}
        <Problem error={drop.error} />
        <fieldset disabled={!manages}>
          <div className="fields two">
            <LimitedInput
              label={t('playbooks.name')}
              most={MAX_NAME_CHARS}
              value={value.name}
              onChange={(event) => put('name', { name: event.currentTarget.value })}
            />
            <LimitedTextarea
              label={t('playbooks.summary')}
              autosize
              minRows={1}
              most={MAX_PROSE_CHARS}
              value={value.summary}
              onChange={(event) => put('summary', { summary: event.currentTarget.value })}
            />
          </div>
          {stage && (
            <StageForm
              key={stage.id}
              stage={stage}
              onChange={setStage}
              onUp={at > 0 ? () => move(-1) : null}
              onDown={at < value.stages.length - 1 ? () => move(1) : null}
              onRemove={value.stages.length > 1 ? remove : null}
            />
          )}
        </fieldset>
      </section>
      <PlaybookSide
        id={id}
        book={book}
        document={value}
        who={who}
        org={org}
        deals={deals}
        now={now}
        onPublished={doc.saved}
      />
    </div>
  );
}
