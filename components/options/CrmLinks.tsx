import { useState } from 'react';
import { type CrmIdentity, type CrmName, isConfirmed, type Member } from '../../lib/model/index.ts';
import { mayDecideLink } from '../../lib/view/sharing.ts';
import { sentence, useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import { useLinksOf, useMe } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';

const keyOf = ({ crm, tenant, crmUserId }: CrmIdentity) => `${crm} ${tenant} ${crmUserId}`;

interface LinkRowProps {
  link: CrmIdentity;
  /** Null for the signed-in person's own link. */
  owner: Member | null;
  /** True where the person may confirm the link. */
  mayDecide: boolean;
}

/**
 * A link, its confirmation and its removal. Removing changes whose deals these are, so a second
 * press confirms.
 */
function LinkRow({ link, owner, mayDecide }: LinkRowProps) {
  const unlink = useAction('identity.unlink');
  const confirm = useAction('identity.confirm');
  const [isConfirming, setConfirming] = useState(false);
  const crm = crmLabel(link.crm);
  const name = link.crmName ?? link.crmUserId;
  const { tenant, crmUserId, userId } = link;
  const about = [crm, tenant, ...(owner ? [owner.name] : [])].join(' · ');
  const waits = !isConfirmed(link);
  const error = unlink.error ?? confirm.error;
  return (
    <li>
      <span>
        <b>{name}</b> <span className="dim">{about}</span>
        {waits && <span className="dim">{` · ${crmUserId} · ${t('links.waits')}`}</span>}
        {isConfirming && (
          <span role="status">
            {' '}
            {owner ? t('links.theirHint', [crm, owner.name]) : t('links.ownHint', [crm])}
          </span>
        )}
        {error && (
          <span className="warn" role="alert">
            {' '}
            {sentence(error)}
          </span>
        )}
      </span>
      {isConfirming ? (
        <span className="row">
          <Button
            size="compact-sm"
            loading={unlink.isPending}
            onClick={() => unlink.mutate({ crm: link.crm as CrmName, tenant, crmUserId })}
          >
            {t('links.sure')}
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
        <span className="row">
          {waits && mayDecide && (
            <Button
              size="compact-sm"
              loading={confirm.isPending}
              aria-label={`${t('links.confirm')}: ${name}`}
              onClick={() =>
                confirm.mutate({ crm: link.crm as CrmName, tenant, crmUserId, userId })
              }
            >
              {t('links.confirm')}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`${t('links.unlink', [crm])}: ${name}`}
            onClick={() => setConfirming(true)}
          >
            {t('links.unlink', [crm])}
          </Button>
        </span>
      )}
    </li>
  );
}

interface CrmLinksProps {
  people: readonly Member[];
  /** The signed-in person's id. */
  self: string;
  /** The one person whose links these are, where a page has several such lists. */
  of?: string;
}

/** Links between people and their CRM users. */
export function CrmLinks({ people, self, of }: CrmLinksProps) {
  const links = useLinksOf(people.map((member) => member.id));
  const who = useMe();
  const owners = new Map(people.map((member) => [member.id, member]));
  // The current row of a key comes first; until the server answers there may be an older one too.
  const shown = [...Map.groupBy(links ?? [], keyOf).values()].flatMap(([link]) => link ?? []);
  if (shown.length === 0) return null;
  const title = of === undefined ? t('links.title') : t('links.titleOf', [of]);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="people">
        {shown.map((link) => (
          <LinkRow
            key={keyOf(link)}
            link={link}
            owner={link.userId === self ? null : (owners.get(link.userId) ?? null)}
            mayDecide={who !== undefined && mayDecideLink(who, link)}
          />
        ))}
      </ul>
    </section>
  );
}
