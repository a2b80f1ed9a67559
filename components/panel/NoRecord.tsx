import { useAddresses } from '../data/addresses.ts';
import { adapterLabel } from '../data/crm.ts';
import { useRecent } from '../data/store.ts';
import { t } from '../ui/i18n.ts';
import { RecordLink } from '../ui/RecordLink.tsx';
import { nameOf } from './recordName.ts';
import './recent.css';

/** Shown on pages without a record: lists, boards and settings. */
export default function NoRecord() {
  const recent = useRecent(6) ?? [];
  const addresses = useAddresses(recent.map(({ key }) => key));
  return (
    <main className="body">
      <div className="middle">
        <h1>{t('states.noRecord')}</h1>
        <p>{t('states.noRecordHint')}</p>
      </div>
      <section className="part" aria-label={t('states.recent')}>
        <div className="part-head">
          <h2>{t('states.recent')}</h2>
        </div>
        {recent.length === 0 && <p className="hint">{t('states.nothingRecent')}</p>}
        <ul className="recent">
          {recent.map(({ key, record }) => (
            <li key={key}>
              <b>
                <RecordLink refKey={key} addresses={addresses}>
                  {nameOf(record)}
                </RecordLink>
              </b>
              <span>{adapterLabel(record.ref.crm)}</span>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
