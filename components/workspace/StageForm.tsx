import {
  Element,
  elements,
  MAX_LINE_CHARS,
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  MOST_ASKS,
  MOST_ITEMS,
  type PlaybookItem,
  type PlaybookStage,
} from '../../lib/model/index.ts';
import { ids } from '../data/ids.ts';
import { Button } from '../ui/Button.tsx';
import { t, tKey } from '../ui/i18n.ts';
import { NativeSelect, Textarea } from '../ui/inputs.ts';
import { LimitedInput, LimitedTextarea } from '../ui/Limited.tsx';
import { FieldPicker } from './FieldPicker.tsx';

interface Props {
  stage: PlaybookStage;
  /** @param field the changed field: consecutive changes of one field are one undo step. */
  onChange(stage: PlaybookStage, field: string): void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
}

/** A button, or its empty place, so that none comes to be under the pointer in place of another. */
function Act({ label, run }: { label: string; run: (() => void) | null }) {
  const look = { 'data-variant': 'subtle', 'data-color': 'gray' };
  if (!run)
    return (
      <span className="btn" {...look} style={{ visibility: 'hidden' }}>
        {label}
      </span>
    );
  return (
    <Button variant="subtle" color="gray" onClick={run}>
      {label}
    </Button>
  );
}

/** The problem of a list of lines; undefined if it can be saved. */
function listProblem(
  lines: readonly string[],
  [most, chars]: readonly [number, number],
): string | undefined {
  const filled = lines.map((line) => line.trim()).filter(Boolean);
  const fits = filled.length <= most && filled.every((line) => line.length <= chars);
  return fits ? undefined : t('playbooks.askMost', [String(most), String(chars)]);
}

/**
 * The form of a stage: the buyer's step first, since it moves the deal; then exit criteria and rep.
 */
export function StageForm({ stage, onChange, onUp, onDown, onRemove }: Props) {
  const set = <K extends keyof PlaybookStage>(field: K, value: PlaybookStage[K]) =>
    onChange({ ...stage, [field]: value }, field);
  const setItem = (id: string, change: Partial<PlaybookItem>, field: string) =>
    onChange(
      {
        ...stage,
        exit: stage.exit.map((item) => (item.id === id ? { ...item, ...change } : item)),
      },
      `${id} ${field}`,
    );
  return (
    <div className="stage">
      <div className="stage-head">
        <h3>{stage.name || t('playbooks.unnamed')}</h3>
        <div className="row">
          <Act label={t('playbooks.up')} run={onUp} />
          <Act label={t('playbooks.down')} run={onDown} />
          <Act label={t('playbooks.removeStage')} run={onRemove} />
        </div>
      </div>
      <LimitedInput
        label={t('playbooks.stageName')}
        most={MAX_NAME_CHARS}
        value={stage.name}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      <LimitedTextarea
        label={t('playbooks.buyer')}
        description={t('playbooks.buyerHint')}
        autosize
        minRows={1}
        most={MAX_PROSE_CHARS}
        value={stage.buyer}
        onChange={(event) => set('buyer', event.currentTarget.value)}
      />
      <Textarea
        label={t('playbooks.ask')}
        description={t('playbooks.askHint')}
        autosize
        minRows={2}
        value={stage.ask.join('\n')}
        error={listProblem(stage.ask, [MOST_ASKS, MAX_LINE_CHARS])}
        onChange={(event) => set('ask', event.currentTarget.value.split('\n'))}
      />
      <fieldset className="items">
        <legend>{t('playbooks.exit')}</legend>
        <p className="hint">{t('playbooks.exitHint')}</p>
        {stage.exit.length === 0 && <p className="hint">{t('playbooks.noItems')}</p>}
        {stage.exit.map((item, index) => (
          <div key={item.id} className="item">
            <LimitedInput
              aria-label={t('playbooks.itemText', [String(index + 1)])}
              most={MAX_LINE_CHARS}
              value={item.text}
              onChange={(event) => setItem(item.id, { text: event.currentTarget.value }, 'text')}
            />
            <NativeSelect
              label={t('playbooks.topic')}
              aria-label={t('playbooks.itemElement', [String(index + 1)])}
              value={item.element ?? ''}
              data={[
                { value: '', label: t('playbooks.noElement') },
                ...elements.map((element) => ({
                  value: element,
                  label: tKey(`element.${element}`),
                })),
              ]}
              onChange={(event) =>
                setItem(
                  item.id,
                  { element: Element.safeParse(event.currentTarget.value).data ?? null },
                  'element',
                )
              }
            />
            <Button
              variant="subtle"
              color="gray"
              aria-label={t('playbooks.removeItem', [String(index + 1)])}
              onClick={() =>
                onChange(
                  { ...stage, exit: stage.exit.filter((other) => other.id !== item.id) },
                  'remove',
                )
              }
            >
              {t('playbooks.remove')}
            </Button>
          </div>
        ))}
        {stage.exit.length < MOST_ITEMS && (
          <Button
            variant="default"
            onClick={() =>
              onChange(
                {
                  ...stage,
                  exit: [
                    ...stage.exit,
                    { id: `item-${ids.next().slice(-12)}`, text: '', element: null },
                  ],
                },
                'add',
              )
            }
          >
            {t('playbooks.addItem')}
          </Button>
        )}
      </fieldset>
      <LimitedTextarea
        label={t('playbooks.seller')}
        autosize
        minRows={1}
        most={MAX_PROSE_CHARS}
        value={stage.seller}
        onChange={(event) => set('seller', event.currentTarget.value)}
      />
      <LimitedTextarea
        label={t('playbooks.guidance')}
        autosize
        minRows={1}
        most={MAX_PROSE_CHARS}
        value={stage.guidance}
        onChange={(event) => set('guidance', event.currentTarget.value)}
      />
      <FieldPicker chosen={stage.fields} onChange={(fields) => set('fields', fields)} />
    </div>
  );
}
