import MiniSearch from 'minisearch';
import { useEffect, useMemo, useState } from 'react';
import { preRead, type TalkFormat } from '../../../lib/model/index.ts';
import { inSlices } from '../../../lib/platform/slices.ts';
import { type OneOnOneRows, oneOnOneHistory } from '../../../lib/store/index.ts';
import { historyOf, type OneOnOneDocument } from '../../../lib/view/oneOnOneDocument.ts';
import { profileOf } from '../../../lib/view/org.ts';
import { follow } from '../../data/actions.ts';
import { useDb } from '../../data/store.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { nameOf, type StepProps, youOr } from './context.ts';
import { TalkReaders } from './Readers.tsx';
import { dueText } from './SinceStep.tsx';
import { heldText } from './times.ts';

interface Props extends StepProps {
  written: OneOnOneRows;
  onView(slot: string): void;
}

const SHOWN = 8;
const FOUND = 20;

type Entries = ReturnType<typeof historyOf>;

/**
 * Everything that the pair wrote: the page reads the newest, the rest once somebody searches.
 * `isAll` is false until then.
 */
function useHistory({ written, plan: { pair } }: Pick<Props, 'written' | 'plan'>, wanted: boolean) {
  const db = useDb();
  const [older, setOlder] = useState<{ scope: string; entries: Entries } | null>(null);
  const isAll = older?.scope === pair.scope;
  useEffect(() => {
    if (!wanted) return;
    let isWanted = true;
    // Again where a row of the page has changed: it may be gone.
    const read = written && oneOnOneHistory(db, pair, inSlices());
    follow(read, (rows) => {
      if (isWanted) setOlder({ scope: pair.scope, entries: historyOf(rows, pair) });
    });
    return () => {
      isWanted = false;
    };
  }, [db, pair, wanted, written]);
  const entries = useMemo(
    () => (isAll ? older.entries : historyOf(written, pair)),
    [older, isAll, written, pair],
  );
  return { entries, isAll };
}

/** What was said earlier, by its words. */
function Search({ written, onView, ...props }: Props) {
  const { plan, who, now, doc } = props;
  const [query, setQuery] = useState('');
  const words = query.trim();
  const { entries, isAll } = useHistory({ written, plan }, words !== '');
  const index = useMemo(() => {
    const search = new MiniSearch<(typeof entries)[number]>({ fields: ['text'] });
    search.addAll(entries);
    return search;
  }, [entries]);
  const hits =
    words === '' ? [] : index.search(words, { prefix: true, fuzzy: 0.2, combineWith: 'AND' });
  const found = hits.flatMap(({ id }) => entries.filter((entry) => entry.id === id));
  const began = new Map(doc.past.map((item) => [item.slot, item.began]));
  return (
    <div className="find">
      <TextInput
        type="search"
        aria-label={t('oneOnOne.search')}
        placeholder={t('oneOnOne.search')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {words !== '' && (
        <>
          <p className="hint" role="status">
            {(isAll || found.length > 0) && t('oneOnOne.found', found.length)}
          </p>
          <ul>
            {found.slice(0, FOUND).map((entry) => (
              <li key={entry.id}>
                <button type="button" onClick={() => onView(entry.slot)}>
                  <small>
                    {heldText(entry.slot, began.get(entry.slot) ?? null, now.timeZone)} ·{' '}
                    {entry.isPrivate ? t('oneOnOne.onlyYou') : youOr(who, entry.author)}
                  </small>
                  <span dir="auto">{entry.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The rep's three lines. */
function PreRead(props: Props) {
  const { plan, doc, who } = props;
  const { pair } = plan;
  const before = preRead.flatMap((part) => {
    const line = doc.before[part];
    return line ? [{ part, text: line.fields.text }] : [];
  });
  return (
    <section aria-label={t('oneOnOne.preRead')}>
      <div className="sh">
        <h2>
          {pair.isManager
            ? t('oneOnOne.preReadOf', [nameOf(who, pair.rep)])
            : t('oneOnOne.preRead')}
        </h2>
        <TalkReaders {...props} />
      </div>
      {before.length === 0 && (
        <p className="hint">
          {pair.isManager
            ? t('oneOnOne.notWritten', [nameOf(who, pair.rep)])
            : t('oneOnOne.notWrittenYou')}
        </p>
      )}
      <dl>
        {before.map(({ part, text }) => (
          <div key={part}>
            <dt>{tKey(`oneOnOne.part.${part}`)}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function OpenCommitments(props: Props) {
  const { doc } = props;
  const open = [...doc.earlier, ...doc.agreed].filter(({ fields }) => fields.state === 'open');
  return (
    <section aria-label={t('oneOnOne.commitments')}>
      <div className="sh">
        <h2>{t('oneOnOne.commitments')}</h2>
        <TalkReaders {...props} />
      </div>
      {open.length === 0 && <p className="hint">{t('oneOnOne.noCommitments')}</p>}
      <ul>
        {open.map((item) => (
          <li key={item.id}>
            <b dir="auto">{item.fields.text}</b>
            <small>{dueText(item, props)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Focus(props: Props) {
  const profile = profileOf(props.org.rows, props.plan.pair.rep);
  return (
    <section aria-label={t('oneOnOne.focusTitle')}>
      <div className="sh">
        <h2>
          {profile?.focus
            ? t('oneOnOne.focus', [tKey(`skill.${profile.focus}`)])
            : t('oneOnOne.focusTitle')}
        </h2>
        <TalkReaders {...props} />
      </div>
      <p className="hint">
        {profile?.focus
          ? t(profile.agreedBy ? 'oneOnOne.focusAgreed' : 'oneOnOne.focusWaits')
          : t('oneOnOne.noFocus')}
      </p>
    </section>
  );
}

/** What an earlier talk was about. */
function aboutOf({ dealName, gap }: OneOnOneDocument['past'][number], format: TalkFormat): string {
  if (format !== 'session') return dealName || t('oneOnOne.withoutDeal');
  return gap === null ? t('oneOnOne.noGap') : tKey(`skill.${gap}`);
}

/** Beside the notes: what the rep wrote before, commitments, the focus, earlier talks. */
export function Beside(props: Props) {
  const { written, doc, now, onView } = props;
  const isFull = doc.format === 'oneOnOne';
  const [showsAll, setShowsAll] = useState(false);
  return (
    <aside className="beside" data-region tabIndex={-1} aria-label={t('oneOnOne.context')}>
      {isFull && <PreRead {...props} />}
      <OpenCommitments {...props} />
      {isFull && <Focus {...props} />}
      <section aria-label={t('oneOnOne.earlier')}>
        <div className="sh">
          <h2>{t('oneOnOne.earlier')}</h2>
          <TalkReaders {...props} />
        </div>
        {doc.past.length === 0 && (
          <p className="hint">{t(isFull ? 'oneOnOne.noEarlier' : 'oneOnOne.noEarlierTalks')}</p>
        )}
        <ul>
          {doc.past.slice(0, showsAll ? undefined : SHOWN).map((past) => (
            <li key={past.slot}>
              <button type="button" onClick={() => onView(past.slot)}>
                <small>{heldText(past.slot, past.began, now.timeZone)}</small>
                <span>{aboutOf(past, doc.format)}</span>
              </button>
            </li>
          ))}
        </ul>
        {doc.past.length > SHOWN && !showsAll && (
          <button type="button" className="link" onClick={() => setShowsAll(true)}>
            {t('changes.all')}
          </button>
        )}
        {isFull && <Search {...props} written={written} onView={onView} />}
      </section>
    </aside>
  );
}
