import type { ReactElement } from 'react';
import { browser } from '#imports';
import { mayAddCall } from '../../lib/view/moments.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { useUi } from '../data/ui.ts';
import ChoicesMenu from '../ui/ChoicesMenu.tsx';
import { t } from '../ui/i18n.ts';
import { openSettings } from '../ui/openSettings.ts';
import { Problem } from '../ui/Problem.tsx';

export interface BarMenuProps {
  tabId: number | null;
  /** The button that opens the list. */
  children: ReactElement;
  model: RecordModel | null;
  /** Reads the record again; null where there is none. */
  onAgain: (() => void) | null;
  onKeys(): void;
}

/** A rep adds a call where their CRM shows none; what is written needs a known CRM. */
function addsCall(model: RecordModel | null): boolean {
  if (!model?.facts || model.ref.tenant === '') return false;
  return model.role.roles.includes('rep') && mayAddCall(model.facts);
}

/** What the panel can do beside the record. It starts open. */
export default function BarMenu({ children, tabId, model, onAgain, onKeys }: BarMenuProps) {
  const { set } = useUi();
  const choice = useAction('frame.side');
  /** The form is on the side of the rep. */
  const addCall = () => {
    if (tabId !== null && model && model.role.roles.length > 1)
      choice.mutate({ tabId, refKey: model.key, side: 'rep' });
    set({ planning: 'new' });
  };
  const items = [
    addsCall(model) && {
      label: t('moments.call.add'),
      onChoose: addCall,
    },
    onAgain && { label: t('bar.again'), onChoose: onAgain },
    { label: t('bar.keys'), onChoose: onKeys },
    {
      label: t('bar.workspace'),
      onChoose: () => void browser.tabs.create({ url: browser.runtime.getURL('/workspace.html') }),
    },
    { label: t('bar.settings'), onChoose: openSettings },
  ];
  return (
    <>
      <ChoicesMenu width={220} items={items}>
        {() => children}
      </ChoicesMenu>
      <Problem error={choice.error} />
    </>
  );
}
