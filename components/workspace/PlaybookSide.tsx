import { useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import { diffPlaybooks, type PlaybookHistory } from '../../lib/coaching/playbooks/index.ts';
import { mayManage, type Playbook } from '../../lib/model/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { mapsOf } from '../../lib/view/org.ts';
import type { KnownDeal } from '../data/deals.ts';
import { t, tKey } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { Mapping } from './Mapping.tsx';
import { Publish } from './Publish.tsx';
import type { Who } from './page.ts';
import { cleanPlaybook, problemsOf } from './playbook.ts';
import { Suggestions } from './Suggestions.tsx';
import { Versions } from './Versions.tsx';

const PANELS = ['publish', 'suggestions', 'mapping', 'versions'] as const;
type Panel = (typeof PANELS)[number];

/** Steps of the arrow keys in a row of tabs. */
const STEPS: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** The side of a playbook's editor: publishing, suggestions, mapping of stages, versions. */
export function PlaybookSide({
  id,
  book,
  document: playbook,
  who,
  org,
  deals,
  now,
  onPublished,
}: {
  id: string;
  /** Null for a playbook that is not published yet. */
  book: PlaybookHistory | null;
  /** The playbook in the editor. */
  document: Playbook;
  who: Who;
  org: OrgView;
  deals: KnownDeal[] | undefined;
  now: Now;
  onPublished(): void;
}) {
  const manages = mayManage(who.me);
  const panels = PANELS.filter((name) => manages || name !== 'publish');
  const [panel, setPanel] = useState<Panel>(book || !manages ? 'suggestions' : 'publish');
  const changes = book ? diffPlaybooks(book.latest.document, playbook) : [];
  const go = (by: number) => {
    const next = panels[(panels.indexOf(panel) + by + panels.length) % panels.length];
    if (!next) return;
    setPanel(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <aside className="side" aria-label={t('playbooks.beside')}>
      <div
        className="tabs"
        role="tablist"
        aria-label={t('playbooks.beside')}
        onKeyDown={(event) => {
          const by = STEPS[event.key];
          if (by !== undefined && !isComposing(event)) go(by);
        }}
      >
        {panels.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={panel === name}
            aria-controls="beside"
            tabIndex={panel === name ? 0 : -1}
            className={panel === name ? 'on' : undefined}
            onClick={() => setPanel(name)}
          >
            {tKey(`playbooks.tab.${name}`)}
          </button>
        ))}
      </div>
      <div id="beside" role="tabpanel" aria-labelledby={`tab-${panel}`}>
        {panel === 'publish' && (
          <Publish
            id={id}
            book={book}
            document={playbook}
            changes={changes}
            problems={problemsOf(cleanPlaybook(playbook))}
            suggestions={org.rows.suggestions}
            isShared={who.me !== null}
            onDone={onPublished}
          />
        )}
        {panel === 'suggestions' && !manages && (
          <p className="hint">{t('playbooks.managersOnly')}</p>
        )}
        {panel === 'suggestions' && (
          <Suggestions
            playbook={id}
            document={playbook}
            org={org}
            who={who}
            now={now}
            manages={manages}
          />
        )}
        {panel === 'mapping' && (
          <Mapping
            playbook={id}
            published={book !== null}
            document={book?.latest.document ?? playbook}
            maps={mapsOf(org.rows)}
            deals={deals}
            allowed={manages}
          />
        )}
        {panel === 'versions' && <Versions book={book} who={who} now={now} />}
      </div>
    </aside>
  );
}
