import type { Source } from '../../lib/model/index.ts';
import { t, tKey } from '../ui/i18n.ts';
import { Provenance } from '../ui/Provenance.tsx';
import type { Line } from './factLines.ts';
import './legend.css';

const ORDER: readonly Source[] = ['api', 'dom', 'label', 'typed', 'snapshot'];

/** What the marks beside the details mean: those that are on screen. */
export default function Legend({ lines }: { lines: readonly Line[] }) {
  const used = new Set(lines.map(({ field }) => field.state !== 'unseen' && field.source));
  return (
    <ul className="legend" aria-label={t('facts.legend')}>
      {ORDER.filter((source) => used.has(source)).map((source) => (
        <li key={source}>
          <Provenance source={source} />
          <span aria-hidden="true">{tKey(`source.${source}`)}</span>
        </li>
      ))}
    </ul>
  );
}
