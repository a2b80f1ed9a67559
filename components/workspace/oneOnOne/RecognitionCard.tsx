import type { Now } from '../../../lib/coaching/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { may } from '../../../lib/view/may.ts';
import { useAction } from '../../data/actions.ts';
import { moment } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { readersText } from '../../ui/readers.ts';
import type { Who } from '../page.ts';
import { youOr } from './context.ts';
import './recognition.css';

/** One recognition: whose, to whom, what was seen, who reads it. */
export function RecognitionCard({
  item,
  who,
  now,
}: {
  item: Item<'recognition'>;
  who: Who;
  now: Now;
}) {
  const remove = useAction('recognition.delete');
  const { author, to, text, evidence, at } = item.fields;
  return (
    <li className="recognition">
      <p className="meta">
        {t('oneOnOne.recognitionOf', [youOr(who, author), youOr(who, to)])} · {moment(at, now)}
      </p>
      <p className="said" dir="auto">
        {text}
      </p>
      <p className="hint" dir="auto">
        {evidence}
      </p>
      <p className="meta">
        <span className="readers">
          <Icon name="two" size={14} />
          {readersText(item.scope, who)}
        </span>
        {may(who, 'recognition', 'remove', item) && (
          <button type="button" className="link" onClick={() => remove.mutate({ id: item.id })}>
            {t('oneOnOne.deleteRecognition')}
          </button>
        )}
      </p>
      <NotSaved error={remove.error} />
    </li>
  );
}
