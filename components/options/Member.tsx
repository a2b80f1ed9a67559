import { type Ref, useEffect, useRef, useState } from 'react';
import type { Member, Role } from '../../lib/model/index.ts';
import { follow, sentence, useAction } from '../data/actions.ts';
import { useConfirmed } from '../data/confirmed.ts';
import { ActionIcon, Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { ConfirmForm } from '../ui/ConfirmForm.tsx';
import { CopyField } from '../ui/CopyField.tsx';
import { Former } from '../ui/Former.tsx';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { NativeSelect } from '../ui/inputs.ts';
import { CrmLinks } from './CrmLinks.tsx';
import type { Choices as PersonChoices } from './Invite.tsx';
import { Removal } from './Removal.tsx';
import { Wipe } from './Wipe.tsx';

/** What an administrator does about a person; it opens below the row of the person. */
export type Part = 'edit' | 'reset' | 'signOut' | 'wipe' | 'remove';

interface MenuProps {
  name: string;
  isSelf: boolean;
  button: Ref<HTMLButtonElement>;
  onPart(part: Part): void;
}

/** The actions of an administrator for one person. Nobody removes themselves. */
export function MemberMenu({ name, isSelf, button, onPart }: MenuProps) {
  const item = (part: Part) => ({ label: partLabel[part](), onChoose: () => onPart(part) });
  return (
    <Choices
      movesFocus
      items={[
        item('edit'),
        item('reset'),
        item('signOut'),
        !isSelf && item('wipe'),
        !isSelf && item('remove'),
      ]}
    >
      {(open) => (
        <ActionIcon
          ref={button}
          aria-haspopup="menu"
          aria-label={t('member.moreOf', [name])}
          onClick={open}
        >
          <Icon name="more" />
        </ActionIcon>
      )}
    </Choices>
  );
}

interface PartProps {
  member: Member;
  isSelf: boolean;
  names: ReadonlyMap<string, string>;
  choices: PersonChoices;
  onChanged(): void;
  onClose(): void;
}

/** @param onDone what the button stood for is done, and the button is gone. */
interface ActPartProps extends PartProps {
  onDone(): void;
}

const partLabel: Readonly<Record<Part, () => string>> = {
  edit: () => t('people.edit'),
  reset: () => t('member.reset'),
  signOut: () => t('member.signOut'),
  wipe: () => t('wipe.button'),
  remove: () => t('member.remove'),
};

/** Role and team, which are saved when they are chosen; linked CRM users, and former pairs. */
function Edit({ member, isSelf, names, choices, onChanged }: PartProps) {
  const set = useConfirmed('session.setMember');
  const { id, name } = member;
  // What is not confirmed yet stays chosen, also beside another choice.
  const chosen = set.asked?.input;
  const { role = member.role, team = member.team } = chosen ?? {};
  const save = (change: { role: Role } | { team: string | null }) =>
    set.run({ id, ...chosen, ...change }, onChanged, onChanged);
  return (
    <>
      <div className="choices">
        <NativeSelect
          label={t('options.role')}
          aria-label={`${t('options.role')}: ${name}`}
          value={role}
          data={choices.roles}
          onChange={(event) => save({ role: event.currentTarget.value as Role })}
        />
        <NativeSelect
          label={t('options.team')}
          aria-label={`${t('options.team')}: ${name}`}
          value={team ?? ''}
          data={choices.teams}
          onChange={(event) => save({ team: event.currentTarget.value || null })}
        />
      </div>
      {set.asked && (
        <ConfirmForm title={t('people.edit')} submit={t('notes.saveEdit')} {...set.asked.form} />
      )}
      {set.error && (
        <p className="warn" role="alert">
          {sentence(set.error)}
        </p>
      )}
      <Former rep={id} isRep={false} name={(other) => names.get(other) ?? t('notes.someone')} />
      {!isSelf && <CrmLinks people={[member]} self="" of={name} />}
    </>
  );
}

/** A link that sets a new password, made by the press of a button that names it. */
function Reset({ member, onDone }: ActPartProps) {
  const reset = useConfirmed('member.reset');
  const label = t('member.reset');
  if (reset.data)
    return <CopyField label={t('member.resetLink', [member.name])} value={reset.data.link} />;
  if (reset.asked) return <ConfirmForm title={label} submit={label} {...reset.asked.form} />;
  return (
    <Act
      label={label}
      isPending={reset.isPending}
      error={reset.error}
      onAct={() => reset.run({ id: member.id }, onDone)}
    />
  );
}

function EndSessions({ member, onDone }: ActPartProps) {
  const signOut = useAction('member.signOut');
  if (signOut.data) return <p role="status">{t('member.signedOut', signOut.data.ended)}</p>;
  return (
    <Act
      label={t('member.signOut')}
      isPending={signOut.isPending}
      error={signOut.error}
      onAct={() => follow(signOut.mutateAsync({ id: member.id }), onDone)}
    />
  );
}

interface ActProps {
  label: string;
  isPending: boolean;
  error: Error | null;
  onAct(): void;
}

/** The button that acts: the menu alone changes nothing. */
function Act({ label, isPending, error, onAct }: ActProps) {
  return (
    <>
      <div className="row">
        <Button variant="default" loading={isPending} onClick={onAct}>
          {label}
        </Button>
      </div>
      {error && (
        <p className="warn" role="alert">
          {sentence(error)}
        </p>
      )}
    </>
  );
}

/** What was chosen in the menu of a person. It has the focus, since the menu is gone. */
export function MemberPart({ part, ...props }: PartProps & { part: Part }) {
  const region = useRef<HTMLElement>(null);
  const [isDone, setDone] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is another thing to read
  useEffect(() => region.current?.focus(), [part, isDone]);
  const { member, onChanged, onClose } = props;
  const hasOwnClose = part === 'wipe' || part === 'remove';
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={`${partLabel[part]()}: ${member.name}`}
      className="member-part"
    >
      {part === 'edit' && <Edit {...props} />}
      {part === 'reset' && <Reset {...props} onDone={() => setDone(true)} />}
      {part === 'signOut' && <EndSessions {...props} onDone={() => setDone(true)} />}
      {part === 'wipe' && <Wipe member={member} onCancel={onClose} />}
      {part === 'remove' && <Removal member={member} onDone={onChanged} onCancel={onClose} />}
      {!hasOwnClose && (
        <div className="row">
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
            {t('prompts.close')}
          </Button>
        </div>
      )}
    </section>
  );
}
