import type { Source } from '../../lib/model/index.ts';
import { t, tKey } from './i18n.ts';

/** The shape for the source of a value: the shape carries the meaning, never colour alone. */
function Shape({ source }: { source: Source | 'unseen' }) {
  if (source === 'api') return <circle className="solid" cx="4" cy="4" r="3" />;
  if (source === 'dom') return <circle cx="4" cy="4" r="2.9" />;
  if (source === 'label') return <circle cx="4" cy="4" r="2.9" strokeDasharray="1.6 1.4" />;
  if (source === 'typed') return <path d="M1.2 6.8 2 4.8 5.8 1l1.2 1.2L3.2 6Z" />;
  if (source === 'snapshot') return <path d="M7 4a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM4 2.2V4l1.2.8" />;
  return <path d="M7 4a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM1.8 6.2l4.4-4.4" />;
}

type Props = { source: Source; at?: string | undefined } | { source: 'unseen'; why: string };

/** The source of a value; for an unseen field the reason that stands in place of its value. */
export function Provenance(props: Props) {
  const { source } = props;
  const name = source === 'unseen' ? props.why : tKey(`source.${source}`);
  const at = source === 'unseen' ? undefined : props.at;
  const label = at === undefined ? name : t('source.at', [name, at]);
  return (
    <svg viewBox="0 0 8 8" className="provenance" role="img" aria-label={name}>
      <title>{label}</title>
      <Shape source={source} />
    </svg>
  );
}
