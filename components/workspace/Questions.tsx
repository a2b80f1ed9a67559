import { type ReactNode, useState } from 'react';
import { MOST_AUTHORED } from '../../lib/coaching/authored/index.ts';
import { mayManage } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import { useDeals } from '../data/deals.ts';
import { ids } from '../data/ids.ts';
import { Button } from '../ui/Button.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { TextInput } from '../ui/inputs.ts';
import { Problem } from '../ui/Problem.tsx';
import { ExportPrompts, ImportPrompts, ImportResult, usePromptImport } from './Files.tsx';
import type { PageProps } from './page.ts';
import { QuestionEditor } from './QuestionEditor.tsx';

/** The questions that contain every word of a search. */
function matching(prompts: OrgView['rows']['prompts'], search: string): OrgView['rows']['prompts'] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return prompts.filter(({ fields }) =>
    words.every((word) =>
      `${fields.name} ${fields.rep} ${fields.manager} ${fields.when}`
        .toLocaleLowerCase()
        .includes(word),
    ),
  );
}

/** Most lines shown at once; the search finds the others. */
const SHOWN_LINES = 100;

/** How many rows need a newer version of the extension. */
function NewerRows({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="hint" role="note">
      {t('workspace.newer', count)}
    </p>
  );
}

/** How questions work, with the buttons that begin one. */
function Start({
  title,
  isManager,
  children,
}: {
  title: string;
  isManager: boolean;
  children?: ReactNode;
}) {
  return (
    <section className="empty" aria-label={t('questions.start')}>
      <h2>{title}</h2>
      <p>{t('questions.emptyText')}</p>
      <ol>
        <li>{t(isManager ? 'questions.step1' : 'questions.step1Own')}</li>
        <li>{t('questions.step2')}</li>
        <li>{t('questions.step3', [t('matches.region')])}</li>
      </ol>
      {children && <div className="row">{children}</div>}
    </section>
  );
}

/** The organisation's own questions: the list on the left, then the editor, then matching deals. */
export default function Questions({ id, who, org, now, onOpen }: PageProps) {
  const [search, setSearch] = useState('');
  const [gone, setGone] = useState<{ id: string; name: string } | null>(null);
  const restore = useAction('prompt.restore');
  const deals = useDeals(org, now);
  const { prompts } = org.rows;
  const importing = usePromptImport(prompts.length);
  const list = matching(prompts, search);
  const open = id === null ? null : (prompts.find((row) => row.id === id) ?? null);
  const on = prompts.filter((row) => row.fields.on).length;
  const openNew = () => onOpen(ids.next());
  const isEmpty = id === null && prompts.length === 0;
  const isForAll = who.me !== null && mayManage(who.me);
  const undo = gone && (
    <p className="hint" role="status">
      {t('questions.deleted', [gone.name])}{' '}
      <button
        type="button"
        className="link"
        onClick={() => restore.mutate({ id: gone.id }, { onSuccess: () => setGone(null) })}
      >
        {t('editor.undo')}
      </button>
    </p>
  );
  if (isEmpty)
    return (
      <div className="page">
        <Start
          title={t(isForAll ? 'questions.emptyTitleAll' : 'questions.emptyTitle')}
          isManager={mayManage(who.me)}
        >
          <Button onClick={openNew}>{t('questions.new')}</Button>
          <ImportPrompts of={importing} />
        </Start>
        <ImportResult of={importing} />
        <NewerRows count={org.rows.newer} />
        {undo}
        <Problem error={restore.error} />
      </div>
    );
  return (
    <div className={prompts.length > 0 ? 'columns' : 'columns without-list'}>
      {prompts.length > 0 && (
        <section className="list" aria-label={t('questions.list')}>
          <div className="list-head">
            <h2>{t('questions.list')}</h2>
            <Button variant={id === null ? 'filled' : 'default'} onClick={openNew}>
              {t('questions.new')}
            </Button>
          </div>
          {prompts.length > 5 && (
            <TextInput
              size="xs"
              aria-label={t('questions.search')}
              placeholder={t('questions.search')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )}
          <ul>
            {list.slice(0, SHOWN_LINES).map((row) => (
              <li key={row.id}>
                <a
                  href={`#questions/${row.id}`}
                  aria-current={row.id === id ? 'true' : undefined}
                  className={row.fields.on ? undefined : 'off'}
                >
                  <b dir="auto">{row.fields.name}</b>
                  <span>{row.fields.rep}</span>
                  <small>
                    {tKey(`prompts.kind.${row.fields.kind}`)}
                    {row.fields.on ? '' : ` · ${t('questions.off')}`}
                  </small>
                </a>
              </li>
            ))}
          </ul>
          {list.length > SHOWN_LINES && (
            <p className="hint">{t('questions.more', [String(list.length - SHOWN_LINES)])}</p>
          )}
          <NewerRows count={org.rows.newer} />
          {on > MOST_AUTHORED && (
            <p className="hint" role="note">
              {t('questions.tooMany', [String(on), String(MOST_AUTHORED)])}
            </p>
          )}
          {undo}
          <Problem error={restore.error} />
          <div className="row">
            <ImportPrompts of={importing} />
            <ExportPrompts prompts={prompts.map((row) => row.fields)} />
          </div>
          <ImportResult of={importing} />
        </section>
      )}
      {id === null ? (
        <Start title={t('questions.pick')} isManager={mayManage(who.me)} />
      ) : (
        <QuestionEditor
          key={id}
          id={id}
          row={open}
          who={who}
          deals={deals}
          onGone={() => setGone(open ? { id: open.id, name: open.fields.name } : null)}
          onBack={() => onOpen(null)}
        />
      )}
    </div>
  );
}
