import { t } from './i18n.ts';

/** A cell of a table without a value: a dash to see, a word to hear. */
export function Empty() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('table.empty')}</span>
    </>
  );
}
