import MiniSearch from 'minisearch';
import { useMemo, useState } from 'react';
import { preRead } from '../../../lib/model/index.ts';
import type { OneOnOneRows } from '../../../lib/store/index.ts';
import { historyOf } from '../../../lib/view/oneOnOneDocument.ts';
import { profileOf } from '../../../lib/view/org.ts';
import { t, tKey } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { nameOf, type StepProps, youOr } from './context.ts';
import { Readers } from './Readers.tsx';
import { dueText } from './SinceStep.tsx';
import { heldText } from './times.ts';

interface Props extends StepProps {
  written: OneOnOneRows;
  onView(slot: string): void;
}

const SHOWN = 8;
const FOUND = 20;

/** What was said earlier, by its words. */
function Search({ written, onView, ...props }: Props) {
  const { plan, who, now, doc } = props;
  const [query, setQuery] = useState('');
  const entries = useMemo(() => historyOf(written, plan.pair), [written, plan.pair]);
  const index = useMemo(() => {
    const search = new MiniSearch<(typeof entries)[number]>({ fields: ['text'] });
    search.addAll(entries);
    return search;
  }, [entries]);
  const words = query.trim();
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
            {t('oneOnOne.found', found.length)}
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

/** Beside the notes: what the rep wrote before, commitments, the focus, earlier one-on-ones. */
export function Beside(props: Props) {
  const { written, plan, doc, who, org, now, onView } = props;
  const { pair } = plan;
  const profile = profileOf(org.rows, pair.rep);
  const open = [...doc.earlier, ...doc.agreed].filter(({ fields }) => fields.state === 'open');
  const before = preRead.flatMap((part) => {
    const line = doc.before[part];
    return line ? [{ part, text: line.fields.text }] : [];
  });
  return (
    <aside className="beside" aria-label={t('oneOnOne.context')}>
      <section aria-label={t('oneOnOne.preRead')}>
        <div className="sh">
          <h2>
            {pair.isManager
              ? t('oneOnOne.preReadOf', [nameOf(who, pair.rep)])
              : t('oneOnOne.preRead')}
          </h2>
          <Readers />
        </div>
        {before.length === 0 && (
          <p className="hint">{t('oneOnOne.notWritten', [youOr(who, pair.rep)])}</p>
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
      <section aria-label={t('oneOnOne.commitments')}>
        <div className="sh">
          <h2>{t('oneOnOne.commitments')}</h2>
          <Readers />
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
      <section aria-label={t('oneOnOne.focusTitle')}>
        <div className="sh">
          <h2>
            {profile?.focus
              ? t('oneOnOne.focus', [tKey(`skill.${profile.focus}`)])
              : t('oneOnOne.focusTitle')}
          </h2>
          <Readers />
        </div>
        <p className="hint">
          {profile?.focus
            ? t(profile.agreedBy ? 'oneOnOne.focusAgreed' : 'oneOnOne.focusWaits')
            : t('oneOnOne.noFocus')}
        </p>
      </section>
      <section aria-label={t('oneOnOne.earlier')}>
        <h2>{t('oneOnOne.earlier')}</h2>
        {doc.past.length === 0 && <p className="hint">{t('oneOnOne.noEarlier')}</p>}
        <ul>
          {doc.past.slice(0, SHOWN).map(({ slot, began, dealName }) => (
            <li key={slot}>
              <button type="button" onClick={() => onView(slot)}>
                <small>{heldText(slot, began, now.timeZone)}</small>
                <span>{dealName || t('oneOnOne.withoutDeal')}</span>
              </button>
            </li>
          ))}
        </ul>
        <Search {...props} written={written} onView={onView} />
      </section>
    </aside>
  );
}
