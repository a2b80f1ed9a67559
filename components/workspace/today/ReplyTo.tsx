import { useState } from 'react';
import type { Request } from '../../../lib/view/rightDeals.ts';
import { useAction } from '../../data/actions.ts';
import { SmallEditor } from '../../panel/SmallEditor.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFocusBack } from '../../ui/focus.ts';
import { t } from '../../ui/i18n.ts';

interface Props {
  request: Request;
  /** The name of who asked. */
  name: string;
  onSaved(): void;
}

/** Replies to a request where it is read; the draft is that of the panel. */
export function ReplyTo({ request, name, onSaved }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useFocusBack(isOpen);
  const reply = useAction('reply.save');
  const label = t('notes.replyTo', [name]);
  if (!isOpen)
    return (
      <Button ref={button} aria-label={label} onClick={() => setOpen(true)}>
        {t('notes.reply')}
      </Button>
    );
  return (
    <SmallEditor
      draftKey={`${request.key}#reply:${request.note}`}
      row={null}
      start=""
      label={label}
      save={t('notes.saveReply')}
      onClose={() => setOpen(false)}
      onSave={async ({ id, text, draft, sent }) => {
        await reply.mutateAsync({ id, parent: request.note, text, draft, sent });
        onSaved();
      }}
    />
  );
}
