import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { sentence } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import type { SiteHere } from './site.ts';

/** The site of the tab belongs to a CRM that the person paused. */
export function Paused({
  site: { host, crm },
  onResumed,
}: {
  site: SiteHere & { kind: 'paused' };
  onResumed?: () => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const resume = () =>
    void send('sites.pause', { crm, paused: false }).then(
      () => onResumed?.(),
      (error: unknown) => setProblem(sentence(error)),
    );
  return (
    <>
      <h1>{t('firstRun.paused', [host])}</h1>
      <p>{t('firstRun.pausedHint', [crmLabel(crm)])}</p>
      {problem !== null && <p role="alert">{problem}</p>}
      <div className="popup-actions">
        <Button onClick={resume}>{t('options.resumeShort')}</Button>
      </div>
    </>
  );
}
