import { MessageError } from '../../lib/messages/index.ts';
import { sentence } from '../data/actions.ts';
import { t } from '../ui/i18n.ts';

/** Why the permission request failed, or the site was not added. */
export function reasonOf(error: unknown): string {
  return error instanceof MessageError
    ? t('notes.notSaved', [sentence(error)])
    : t('options.askFailed');
}
