import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import {
  fromMethod,
  methods,
  type PlaybookHistory,
  playbooksOf,
} from '../../lib/coaching/playbooks/index.ts';
import { mayManage, type Playbook } from '../../lib/model/index.ts';
import { draftsOf } from '../../lib/store/index.ts';
import { versionsOf } from '../../lib/view/org.ts';
import { useAction } from '../data/actions.ts';
import { useDeals } from '../data/deals.ts';
import { ids } from '../data/ids.ts';
import { useDb } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { ImportPlaybook } from './Files.tsx';
import { PlaybookEditor } from './PlaybookEditor.tsx';
import type { PageProps } from './page.ts';
import { loosePlaybook } from './playbook.ts';

const DRAFTS = 'workspace#playbook:';
/** Ids of templates in the address, for people who can only look at them. */
const TEMPLATES = 'template-';

function parseDraft(text: string): Playbook | null {
  try {
    return loosePlaybook(JSON.parse(text));
  } catch {
    return null;
  }
}

function versionText({ version, document, retired }: PlaybookHistory['latest']): string {
  const parts = [
    t('playbooks.version', [String(version)]),
    t('playbooks.stages', document.stages.length),
    ...(retired ? [t('playbooks.retired')] : []),
  ];
  return parts.join(' · ');
}

function templateOf(id: string | null): Playbook | null {
  const method = methods.find((item) => `${TEMPLATES}${item.id}` === id);
  return method ? fromMethod(method, (key) => tKey(key)) : null;
}

/** The playbooks in use, drafts, the shipped methods to start from, and the editor. */
export default function Playbooks({ id, who, org, now, onOpen }: PageProps) {
  const db = useDb();
  const deals = useDeals(org, now);
  const books = useMemo(() => playbooksOf(versionsOf(org.rows)), [org.rows]);
  // Unpublished playbooks exist only as drafts.
  const drafts = useLiveQuery(() => draftsOf(db, DRAFTS), [db]);
  const unpublished = (drafts ?? []).flatMap((draft) => {
    const key = draft.key.slice(DRAFTS.length);
    const document = books.some((item) => item.id === key) ? null : parseDraft(draft.text);
    return document ? [{ id: key, document }] : [];
  });
  const keep = useAction('draft.keep');
  const begin = (document: Playbook) => {
    const newId = ids.next();
    keep.mutate(
      { key: `${DRAFTS}${newId}`, text: JSON.stringify(document), audience: null },
      { onSuccess: () => onOpen(newId) },
    );
  };
  const book = books.find((item) => item.id === id) ?? null;
  const manages = mayManage(who.me);
  const template = useMemo(() => templateOf(id), [id]);
  const start =
    book?.latest.document ?? unpublished.find((item) => item.id === id)?.document ?? template;
  if (id !== null && start)
    return (
      <PlaybookEditor
        key={id}
        id={id}
        book={book}
        start={start}
        isTemplate={start === template}
        who={who}
        org={org}
        deals={deals}
        now={now}
        onBack={() => onOpen(null)}
      />
    );
  const shipped = t(manages ? 'playbooks.shipped' : 'playbooks.templates');
  return (
    <div className="page">
      <p className="lead">{t('playbooks.lead')}</p>
      {org.rows.newer > 0 && (
        <p className="hint" role="note">
          {t('workspace.newer', org.rows.newer)}
        </p>
      )}
      {books.length > 0 && (
        <section aria-label={t('playbooks.yours')}>
          <h2>{t('playbooks.yours')}</h2>
          <ul className="cards">
            {books.map(({ id: key, latest }) => (
              <li key={key}>
                <a href={`#playbooks/${key}`}>
                  <b dir="auto">{latest.document.name}</b>
                  <span>{latest.document.summary}</span>
                  <small>{versionText(latest)}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {unpublished.length > 0 && (
        <section aria-label={t('playbooks.unpublished')}>
          <h2>{t('playbooks.unpublished')}</h2>
          <ul className="cards">
            {unpublished.map((item) => (
              <li key={item.id}>
                <a href={`#playbooks/${item.id}`}>
                  <b>{item.document.name || t('playbooks.unnamed')}</b>
                  <span>{item.document.summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={shipped}>
        <h2>{shipped}</h2>
        <p className="hint">{t(manages ? 'playbooks.shippedHint' : 'playbooks.templatesHint')}</p>
        <ul className="cards">
          {methods.map((method) => (
            <li key={method.id} className="card">
              <b>{tKey(`playbook.method.${method.id}.name`)}</b>
              <span>{tKey(`playbook.method.${method.id}.summary`)}</span>
              <small>
                {method.stages.map((stage) => tKey(`playbook.stage.${stage.id}.name`)).join(' → ')}
              </small>
              <Button
                variant="default"
                onClick={() =>
                  manages
                    ? begin(fromMethod(method, (key) => tKey(key)))
                    : onOpen(`${TEMPLATES}${method.id}`)
                }
              >
                {t(manages ? 'playbooks.begin' : 'playbooks.see', [
                  tKey(`playbook.method.${method.id}.name`),
                ])}
              </Button>
            </li>
          ))}
        </ul>
        <NotSaved error={keep.error} />
        {manages && (
          <div className="row">
            <ImportPlaybook onRead={begin} />
          </div>
        )}
      </section>
    </div>
  );
}
