import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import type { SignIns as List } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { Button } from '../ui/Button.tsx';
import { language, t } from '../ui/i18n.ts';
import { useSignIns } from './signIns.ts';

type SignIn = List['signIns'][number];

const day = (text: string) =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(Date.parse(text));

/** A linked sign-in and its removal, which ends other sessions, so a second press confirms. */
function LinkedSignIn({ signIn, onRemoved }: { signIn: SignIn; onRemoved: () => void }) {
  const remove = useAction('account.unlink');
  const [isConfirming, setConfirming] = useState(false);
  return (
    <li>
      <span>
        <b>{signIn.name}</b>{' '}
        <span className="dim">{t('signIns.since', [day(signIn.linkedAt)])}</span>
        {isConfirming && <span role="status"> {t('signIns.removeHint')}</span>}
        {remove.isError && (
          <span className="warn" role="alert">
            {' '}
            {sentence(remove.error)}
          </span>
        )}
      </span>
      {isConfirming ? (
        <span className="row">
          <Button
            size="compact-sm"
            loading={remove.isPending}
            onClick={() => follow(remove.mutateAsync({ id: signIn.id }), onRemoved)}
          >
            {t('signIns.sure')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => setConfirming(false)}
          >
            {t('prompts.close')}
          </Button>
        </span>
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('signIns.removeOf', [signIn.name])}
          onClick={() => setConfirming(true)}
        >
          {t('signIns.remove')}
        </Button>
      )}
    </li>
  );
}

/** The sign-ins with providers that are linked to the account, and adding one. */
export function SignIns({ server }: { server: string }) {
  const list = useSignIns();
  const info = useQuery({
    queryKey: ['server', server],
    queryFn: () => send('session.server', { server }),
    retry: false,
  });
  const link = useAction('account.link');
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
          <Button
            key={provider.id}
            variant="default"
            loading={link.isPending && link.variables.provider === provider.id}
            onClick={() => follow(link.mutateAsync({ provider: provider.id }), refetchAll)}
          >
            {t('signIns.add', [provider.name])}
          </Button>
        ))}
      </div>
      {link.isError && (
        <p className="warn" role="alert">
          {sentence(link.error)}
        </p>
      )}
    </section>
  );
}
