import { useState } from 'react';
import type { Side } from '../../lib/coaching/index.ts';
import type { PromptInput } from '../../lib/messages/index.ts';
import { Icon } from '../ui/Icon.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { SegmentedControl } from '../ui/segments.ts';

/** The question as the panel shows it. Updated while typing. */
export function Preview({
  prompt,
  isOwn,
  sides,
}: {
  prompt: PromptInput;
  /** Only its author is asked. */
  isOwn: boolean;
  /** Who can be asked. */
  sides: readonly Side[];
}) {
  const [side, setSide] = useState<Side>('rep');
  return (
    <section className="preview-part" aria-label={t('matches.preview')}>
      <h3>{t('matches.preview')}</h3>
      {sides.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('matches.preview')}
          value={side}
          onChange={(value) => setSide(value as Side)}
          data={[
            { value: 'rep', label: t('who.asRep') },
            { value: 'manager', label: t('who.asManager') },
          ]}
        />
      )}
      <div className={`preview ${prompt.kind}`}>
        <p className="kind">
          <Icon name="steps" size={14} />
          <b>{tKey(`prompts.kind.${prompt.kind}`)}</b>
        </p>
        <p className="question">{prompt[side] || t('matches.noQuestion')}</p>
        {prompt.name !== '' && (
          <p className="hint">{t(isOwn ? 'prompts.fromYou' : 'prompts.fromHere', [prompt.name])}</p>
        )}
      </div>
    </section>
  );
}
