import { isOpen } from '../../lib/coaching/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { crmLabel } from '../data/crm.ts';
import type { RecordModel } from '../data/record.ts';
import { valueText } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';

/** Why there is no question: the record loads, cannot be read, is closed, or has no problem. */
export default function NoPrompts({
  model,
  view,
  title,
}: {
  model: RecordModel;
  view: TabView;
  /** The name of the record. */
  title: string;
}) {
  const { coaching, facts, record } = model;
  if (model.ref.object === 'contact' && view.state !== 'reading')
    return (
      <p className="hint">
        {t('prompts.contactNone', [title])} {t('prompts.contactHint')}
      </p>
    );
  if (view.state === 'reading' || record?.reading.filling) {
    return (
      <div className="card wait">
        <span className="skeleton" />
        <span className="skeleton long" />
        <p className="hint">{t('prompts.wait')}</p>
      </div>
    );
  }
  if (!facts || !coaching)
    return <p className="hint">{t('prompts.noReader', [crmLabel(model.ref.crm)])}</p>;
  if (!isOpen(facts)) return <p className="hint">{t('prompts.nothingClosed')}</p>;
  return (
    <div className="card calm">
      <h3>{t('prompts.nothing')}</h3>
      {coaching.strengths.length > 0 && <p className="hint">{t('prompts.strengths')}</p>}
      <ul>
        {coaching.strengths.map((item) => (
          <li key={item.id}>
            <Icon name="check" />
            {tKey(
              `strengths.${item.id}`,
              item.values.map((value) => valueText(value, model.now)),
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
