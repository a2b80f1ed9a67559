import { sentence } from '../data/actions.ts';
import { t } from '../ui/i18n.ts';

/** The error of a form. */
export function Problem({ error }: { error: unknown }) {
  return (
    <p className="warn" role="alert">
      {sentence(error)}
    </p>
  );
}

/** The server that gets what is typed below. Shown before there is anything to send. */
export function LinkServer({ server, isShown }: { server: string; isShown: boolean }) {
  return (
    <p className="box link-server" role="status" hidden={!isShown}>
      {t('options.linkServer', [server])}
    </p>
  );
}
