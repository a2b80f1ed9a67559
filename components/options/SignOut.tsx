import { Radio } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { LOCAL_USER } from '../../lib/model/index.ts';
import type { OnlyHere } from '../../lib/store/index.ts';
import { sentence, useAction } from '../data/actions.ts';
import { exportJson } from '../data/exports.ts';
import { useDb, useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { download } from '../ui/download.ts';
import { t } from '../ui/i18n.ts';
import { Problem } from '../ui/Problem.tsx';
import '@mantine/core/styles/Radio.css';

type Choice = 'keep' | 'remove';

/** One line for each kind of data that exists on this device only. */
function lostWith({ unsent, drafts, deviceOnly }: OnlyHere): string[] {
  return [
    ...(unsent > 0 ? [t('status.unsent', unsent)] : []),
    ...(drafts > 0 ? [t('signOut.drafts', drafts)] : []),
    ...(deviceOnly > 0 ? [t('signOut.deviceOnly', deviceOnly)] : []),
  ];
}

/** Names what a removal loses, and offers to save all data as a file first. */
function Losses({ lines }: { lines: readonly string[] }) {
  const db = useDb();
  const who = useMe();
  const [failed, setFailed] = useState<unknown>(null);
  const save = () =>
    exportJson(db, who?.user ?? LOCAL_USER, Date.now()).then(
      (text) => download('sideline-unsent.json', text, 'application/json'),
      setFailed,
    );
  return (
    <div className="warn" role="status">
      <p>{t('signOut.lost')}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Button variant="default" size="compact-sm" onClick={() => void save()}>
        {t('signOut.save')}
      </Button>
      {failed !== null && <p role="alert">{sentence(failed)}</p>}
    </div>
  );
}

/** Asks whether the account's data stays on this device, then signs out. */
function Ask({ onCancel }: { onCancel: () => void }) {
  const client = useQueryClient();
  const signOut = useAction('session.signOut');
  const [picked, setPicked] = useState<Choice | null>(null);
  const here = useQuery({
    queryKey: ['onlyHere'],
    queryFn: () => send('session.onlyHere'),
    refetchInterval: 2000, // a change that waits may be sent meanwhile
    gcTime: 0,
  });
  const lines = here.data ? lostWith(here.data) : [];
  const choice = picked ?? (here.data && lines.length === 0 ? 'remove' : 'keep');
  return (
    <div className="box">
      <Radio.Group
        value={choice}
        onChange={(value) => setPicked(value === 'remove' ? 'remove' : 'keep')}
        label={t('signOut.question')}
      >
        <Radio
          value="remove"
          label={t('signOut.remove')}
          description={t('signOut.removeHint')}
          mt={6}
        />
        <Radio value="keep" label={t('signOut.keep')} description={t('signOut.keepHint')} mt={6} />
      </Radio.Group>
      {lines.length > 0 && <Losses lines={lines} />}
      <Problem error={here.error ?? signOut.error} />
      <div className="row">
        <Button
          variant="default"
          disabled={!here.data}
          loading={signOut.isPending}
          onClick={() =>
            signOut.mutate(
              { remove: choice === 'remove' },
              { onSuccess: () => void client.invalidateQueries() },
            )
          }
        >
          {t(choice === 'remove' ? 'signOut.confirm' : 'options.signOut')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('facts.cancel')}
        </Button>
      </div>
    </div>
  );
}

export function SignOut() {
  const [isAsking, setAsking] = useState(false);
  if (isAsking) return <Ask onCancel={() => setAsking(false)} />;
  return (
    <Button variant="default" onClick={() => setAsking(true)}>
      {t('options.signOut')}
    </Button>
  );
}
