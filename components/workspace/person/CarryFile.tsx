import { FileButton } from '@mantine/core';
import { useState } from 'react';
import * as z from 'zod/mini';
import { CheckInEntry, SelfView } from '../../../lib/model/index.ts';
import { LEAST_PASSPHRASE_CHARS, seal, unseal } from '../../../lib/platform/sealed.ts';
import { useAction } from '../../data/actions.ts';
import { useDb } from '../../data/store.ts';
import { Button } from '../../ui/Button.tsx';
import { downloadBytes } from '../../ui/download.ts';
import { t } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';

/** The content of the file: what is on this device alone. */
export const CarriedFile = z.object({
  format: z.literal('sideline-check-ins'),
  version: z.literal(1),
  entries: z.array(CheckInEntry),
  self: z.nullable(SelfView),
});

/** As many entries go in one message. */
const PART = 500;

/** Sends entries in parts, one after the other. */
export async function inParts(
  entries: readonly CheckInEntry[],
  send: (part: CheckInEntry[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < entries.length; at += PART) await send(entries.slice(at, at + PART));
}

/** A file of check-ins is small: a larger one is not read. */
const MOST_BYTES = 8_000_000;

function parse(text: string | null): z.infer<typeof CarriedFile> | null {
  try {
    return text === null ? null : (CarriedFile.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

/** Saves what is only on this device in a file that a passphrase opens, and loads such a file. */
export function CarryFile() {
  const db = useDb();
  const [passphrase, setPassphrase] = useState('');
  const [status, setStatus] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const load = useAction('checkIn.load');
  const isShort = passphrase.length < LEAST_PASSPHRASE_CHARS;
  const during = async (work: () => Promise<string | null>) => {
    setBusy(true);
    try {
      setStatus(await work());
    } catch {
      setStatus(null); // the action has the error
    } finally {
      setBusy(false);
    }
  };
  const save = async () => {
    const [self] = await db.selfViews.limit(1).toArray();
    const entries = await db.checkIns.orderBy('at').toArray();
    const { approval = null, rejection = null, control = null } = self ?? {};
    const content: z.infer<typeof CarriedFile> = {
      ...{ format: 'sideline-check-ins', version: 1, entries },
      self: self ? { approval, rejection, control } : null,
    };
    const bytes = await seal(JSON.stringify(content), passphrase, (array) =>
      crypto.getRandomValues(array),
    );
    downloadBytes('sideline-check-ins.sealed', bytes);
    return null;
  };
  const open = async (file: File) => {
    if (file.size > MOST_BYTES) return t('checkIn.noFile');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const content = parse(await unseal(bytes, passphrase));
    if (content === null) return t('checkIn.noFile');
    await load.mutateAsync({ entries: [], self: content.self });
    await inParts(content.entries, (part) => load.mutateAsync({ entries: part, self: null }));
    return t('checkIn.loaded', [String(content.entries.length)]);
  };
  return (
    <details className="levels">
      <summary>{t('checkIn.carry')}</summary>
      <p className="hint">{t('checkIn.carryHint')}</p>
      <TextInput
        type="password"
        autoComplete="new-password"
        label={t('checkIn.passphrase')}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <div className="row">
        <Button
          variant="default"
          size="compact-sm"
          disabled={isShort}
          loading={isBusy}
          onClick={() => void during(save)}
        >
          {t('checkIn.saveFile')}
        </Button>
        <FileButton onChange={(file) => file && void during(() => open(file))}>
          {(props) => (
            <Button
              variant="default"
              size="compact-sm"
              disabled={isShort}
              loading={isBusy}
              {...props}
            >
              {t('checkIn.loadFile')}
            </Button>
          )}
        </FileButton>
      </div>
      {status !== null && <p role="status">{status}</p>}
      <NotSaved error={load.error} />
    </details>
  );
}
