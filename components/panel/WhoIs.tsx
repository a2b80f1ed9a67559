import { useId } from 'react';
import type { CrmIdentity } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { mayDecideLink, ownerOf } from '../../lib/view/sharing.ts';
import { useAction } from '../data/actions.ts';
import { crmLabel } from '../data/crm.ts';
import type { RecordModel } from '../data/record.ts';
import type { useMe } from '../data/store.ts';
import { useUi } from '../data/ui.ts';
import { Button } from '../ui/Button.tsx';
import { firstName } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { SegmentedControl } from '../ui/segments.ts';
import { useUnlinkedViewer } from './unlinkedViewer.ts';
import './ask.css';

type Who = NonNullable<ReturnType<typeof useMe>>;

/** Nobody is asked about people while the page may still say who they are. */
function isLoading({ record }: RecordModel, view: TabView): boolean {
  return (
    view.state === 'reading' || Boolean(record?.reading.filling || record?.reading.viewerLoading)
  );
}

/** Asks once what the CRM cannot provide: the user's CRM identity, and whose deal this is. */
export default function WhoIs({
  model,
  view,
  who,
}: {
  model: RecordModel;
  view: TabView;
  who: Who;
}) {
  const link = useAction('identity.link');
  const viewer = useUnlinkedViewer(model, who);
  const set = useUi((ui) => ui.set);
  const { ref } = model;
  if (!who.me) return <LocalRole who={who} />;
  if (isLoading(model, view)) return null;
  if (model.unconfirmed && mayDecideLink(who, model.unconfirmed))
    return <ConfirmLink link={model.unconfirmed} model={model} who={who} />;
  if (viewer) {
    const { crmUserId, name } = viewer;
    return (
      <div className="card ask">
        <Icon name="person" />
        <div>
          <h2>{t('who.isMe', [name, crmLabel(ref.crm)])}</h2>
          <p>{t('who.isMeHint')}</p>
          <div className="row">
            <Button
              variant="default"
              loading={link.isPending}
              onClick={() =>
                link.mutate({ crm: ref.crm, tenant: ref.tenant, crmUserId, crmName: name })
              }
            >
              {t('who.yes')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => set({ deniedIn: ref.crm })}>
              {t('who.no')}
            </Button>
          </div>
          <NotSaved error={link.error} />
        </div>
      </div>
    );
  }
  return model.role.known ? null : <DealOwner model={model} who={who} />;
}

interface ConfirmProps {
  link: CrmIdentity;
  model: RecordModel;
  who: Who;
}

/** Asks the manager of the pair, or an administrator, whether a link is right. */
function ConfirmLink({ link, model, who }: ConfirmProps) {
  const confirm = useAction('identity.confirm');
  const unlink = useAction('identity.unlink');
  const { crm, tenant } = model.ref;
  const { crmUserId, userId } = link;
  const member = who.names.get(userId) ?? t('notes.someone');
  // The name in the CRM as read there: the name in the link is what its member sent.
  const name = ownerOf(model.record)?.name ?? crmUserId;
  return (
    <div className="card ask">
      <Icon name="person" />
      <div>
        <h2>{t('who.confirm', [name, crmLabel(crm), member])}</h2>
        <p>{t('who.confirmHint', [member])}</p>
        <div className="row">
          <Button
            variant="default"
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ crm, tenant, crmUserId, userId })}
          >
            {t('who.confirmYes')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            loading={unlink.isPending}
            onClick={() => unlink.mutate({ crm, tenant, crmUserId })}
          >
            {t('who.confirmNo')}
          </Button>
        </div>
        <NotSaved error={confirm.error ?? unlink.error} />
      </div>
    </div>
  );
}

function DealOwner({ model, who }: { model: RecordModel; who: Who }) {
  const owner = useAction('identity.owner');
  const { me } = who;
  if (!me || model.ref.object !== 'deal' || model.ref.tenant === '') return null;
  const people = [me.user, ...me.reports];
  return (
    <div className="card ask">
      <Icon name="person" />
      <div>
        <h2>{t('who.whose')}</h2>
        <p>{t('who.whoseHint')}</p>
        <div className="row">
          {people.map((member) => (
            <Button
              key={member.id}
              variant="default"
              loading={owner.isPending && owner.variables.rep === member.id}
              onClick={() => owner.mutate({ refKey: model.key, rep: member.id })}
            >
              {member.id === me.user.id ? t('who.mine') : t('who.theirs', [firstName(member.name)])}
            </Button>
          ))}
        </div>
        <NotSaved error={owner.error} />
      </div>
    </div>
  );
}

function LocalRole({ who }: { who: Who }) {
  const role = useAction('role.local');
  const label = useId();
  return (
    <div className="local-role">
      <p className="hint" id={label}>
        {t('who.roleQuestion')}
      </p>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-labelledby={label}
        value={who.localRole}
        onChange={(value) => role.mutate({ role: value as 'rep' | 'manager' })}
        data={[
          { value: 'rep', label: t('who.sell') },
          { value: 'manager', label: t('who.coach') },
        ]}
      />
      <NotSaved error={role.error} />
    </div>
  );
}
