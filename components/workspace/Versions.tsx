import type { Now } from '../../lib/coaching/index.ts';
import { diffPlaybooks, type PlaybookHistory } from '../../lib/coaching/playbooks/index.ts';
import { moment } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { Changes } from './Changes.tsx';
import type { Who } from './page.ts';

/** All versions, the newest first: author, time, reason and changes. */
export function Versions({ book, who, now }: { book: PlaybookHistory | null; who: Who; now: Now }) {
  if (!book) return <p className="hint">{t('playbooks.noVersions')}</p>;
  return (
    <ol className="versions">
      {[...book.versions].reverse().map((version, index, list) => {
        const before = list[index + 1];
        const title = t('playbooks.version', [String(version.version)]);
        const isMine = version.author === who.user;
        const author = who.names.get(version.author) ?? t(isMine ? 'notes.you' : 'notes.someone');
        return (
          <li key={`${version.version} ${version.at}`}>
            <b>{version.retired ? `${title} · ${t('playbooks.retired')}` : title}</b>
            <small>{`${author}, ${moment(version.at, now)}`}</small>
            {version.why !== '' && <p>{version.why}</p>}
            {before && !version.retired && (
              <details>
                <summary>{t('playbooks.whatChanged')}</summary>
                <Changes changes={diffPlaybooks(before.document, version.document)} />
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}
