import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import type { SignIns as List, ServerInfo } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { dayOfInstant } from '../data/calendar.ts';
import { useConfirmed } from '../data/confirmed.ts';
import { useNow } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmForm } from '../ui/ConfirmForm.tsx';
import { t } from '../ui/i18n.ts';
import { useSignIns } from './signIns.ts';

type SignIn = List['signIns'][number];
type Provider = ServerInfo['providers'][number];

/** A linked sign-in and its removal, which ends other sessions, so a second press confirms. */
function LinkedSignIn({ signIn, onRemoved }: { signIn: SignIn; onRemoved: () => void }) {
  const remove = useAction('account.unlink');
  const now = useNow();
  const [isConfirming, setConfirming] = useState(false);
  if (isConfirming)
    return (
      <li>
        <ConfirmForm
          title={signIn.name}
          hint={t('signIns.removeHint')}
          submit={t('signIns.sure')}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={(confirmation) =>
            follow(remove.mutateAsync({ id: signIn.id, ...confirmation }), onRemoved)
          }
          onCancel={() => setConfirming(false)}
        />
      </li>
    );
  return (
    <li>
      <span>
        <b>{signIn.name}</b>{' '}
        <span className="dim">
          {t('signIns.since', [dayOfInstant(Date.parse(signIn.linkedAt), now)])}
        </span>
      </span>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('signIns.removeOf', [signIn.name])}
        onClick={() => setConfirming(true)}
      >
        {t('signIns.remove')}
      </Button>
    </li>
  );
}

/** Adding the sign-in of a provider. A second form confirms, where the server asks for it. */
function AddSignIn({ provider, onAdded }: { provider: Provider; onAdded: () => void }) {
  const link = useConfirmed('account.link');
  const label = t('signIns.add', [provider.name]);
  if (link.asked) return <ConfirmForm title={label} submit={label} {...link.asked.form} />;
  return (
    <>
      <Button
        variant="default"
        loading={link.isPending}
        onClick={() => link.run({ provider: provider.id }, onAdded)}
      >
        {label}
      </Button>
      {link.error && (
        <p className="warn" role="alert">
          {sentence(link.error)}
        </p>
      )}
    </>
  );
}

/** The sign-ins with providers that are linked to the account, and adding one. */
export function SignIns({ server }: { server: string }) {
  const list = useSignIns();
  const info = useQuery({
    queryKey: ['server', server],
    queryFn: () => send('session.server', { server }),
  });
  const client = useQueryClient();
  const refetchAll = () => void client.invalidateQueries();
  const linked = list.data?.signIns ?? [];
  const isLinked = (name: string) => linked.some((signIn) => signIn.name === name);
  const providers = (info.data?.providers ?? []).filter(({ name }) => !isLinked(name));
  if (!list.data || (providers.length === 0 && linked.length === 0)) return null;
  return (
    <section aria-label={t('signIns.title')}>
      <h2>{t('signIns.title')}</h2>
      <p className="dim">{t('signIns.hint')}</p>
      {linked.length > 0 && (
        <ul className="people">
          {linked.map((signIn) => (
            <LinkedSignIn key={signIn.id} signIn={signIn} onRemoved={refetchAll} />
          ))}
        </ul>
      )}
      <div className="row">
        {providers.map((provider) => (
          <AddSignIn key={provider.id} provider={provider} onAdded={refetchAll} />
        ))}
      </div>
    </section>
  );
}
