import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { Element, elements, type PlaybookItem, type PlaybookStage } from '../../lib/model/index.ts';
import { ids } from '../data/ids.ts';
import { t, tKey } from '../ui/words.ts';

const MOST_ITEMS = 12;
const MOST_ASKS = 8;
const MOST_FIELDS = 5;

interface Props {
  stage: PlaybookStage;
  /** @param field what was changed, so that typing on in it is one step back. */
  onChange(stage: PlaybookStage, field: string): void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
}

const lines = (text: string) => text.split('\n').slice(0, MOST_ASKS);

/** One stage: the buyer's step first, since that is what moves a deal; then what shows it, then the seller's part. */
export function StageForm({ stage, onChange, onUp, onDown, onRemove }: Props) {
  const set = <K extends keyof PlaybookStage>(field: K, value: PlaybookStage[K]) => onChange({ ...stage, [field]: value }, field);
  const setItem = (id: string, change: Partial<PlaybookItem>, field: string) =>
    onChange({ ...stage, exit: stage.exit.map((item) => (item.id === id ? { ...item, ...change } : item)) }, `${id} ${field}`);
  return (
    <div className="stage">
      <div className="stage-head">
        <h3>{stage.name || t('playbooks.unnamed')}</h3>
        <div className="row">
          <Button variant="subtle" color="gray" disabled={!onUp} onClick={() => onUp?.()}>
            {t('playbooks.up')}
          </Button>
          <Button variant="subtle" color="gray" disabled={!onDown} onClick={() => onDown?.()}>
            {t('playbooks.down')}
          </Button>
          <Button variant="subtle" color="gray" disabled={!onRemove} onClick={() => onRemove?.()}>
            {t('playbooks.removeStage')}
          </Button>
        </div>
      </div>
      <TextInput label={t('playbooks.stageName')} maxLength={120} value={stage.name} onChange={(event) => set('name', event.currentTarget.value)} />
      <Textarea
        label={t('playbooks.buyer')}
        description={t('playbooks.buyerHint')}
        autosize
        minRows={1}
        maxLength={2000}
        value={stage.buyer}
        onChange={(event) => set('buyer', event.currentTarget.value)}
      />
      <Textarea
        label={t('playbooks.ask')}
        description={t('playbooks.askHint')}
        autosize
        minRows={2}
        value={stage.ask.join('\n')}
        onChange={(event) =>
          set(
            'ask',
            lines(event.currentTarget.value).map((line) => line.slice(0, 400)),
          )
        }
      />
      <fieldset className="items">
        <legend>{t('playbooks.exit')}</legend>
        <p className="hint">{t('playbooks.exitHint')}</p>
        {stage.exit.length === 0 && <p className="hint">{t('playbooks.noItems')}</p>}
        {stage.exit.map((item, index) => (
          <div key={item.id} className="item">
            <TextInput
              aria-label={t('playbooks.itemText', [String(index + 1)])}
              maxLength={400}
              value={item.text}
              onChange={(event) => setItem(item.id, { text: event.currentTarget.value }, 'text')}
            />
            <NativeSelect
              aria-label={t('playbooks.itemElement', [String(index + 1)])}
              value={item.element ?? ''}
              data={[{ value: '', label: t('playbooks.noElement') }, ...elements.map((element) => ({ value: element, label: tKey(`element.${element}`) }))]}
              onChange={(event) => setItem(item.id, { element: Element.safeParse(event.currentTarget.value).data ?? null }, 'element')}
            />
            <Button
              variant="subtle"
              color="gray"
              aria-label={t('playbooks.removeItem', [String(index + 1)])}
              onClick={() => onChange({ ...stage, exit: stage.exit.filter((other) => other.id !== item.id) }, 'remove')}
            >
              {t('playbooks.remove')}
            </Button>
          </div>
        ))}
        <Button
          variant="default"
          disabled={stage.exit.length >= MOST_ITEMS}
          onClick={() => onChange({ ...stage, exit: [...stage.exit, { id: `item-${ids.next().slice(-12)}`, text: '', element: null }] }, 'add')}
        >
          {t('playbooks.addItem')}
        </Button>
      </fieldset>
      <Textarea label={t('playbooks.seller')} autosize minRows={1} maxLength={2000} value={stage.seller} onChange={(event) => set('seller', event.currentTarget.value)} />
      <Textarea label={t('playbooks.guidance')} autosize minRows={1} maxLength={2000} value={stage.guidance} onChange={(event) => set('guidance', event.currentTarget.value)} />
      <TextInput
        label={t('playbooks.fields')}
        description={t('playbooks.fieldsHint')}
        value={stage.fields.join(', ')}
        onChange={(event) =>
          set(
            'fields',
            event.currentTarget.value
              .split(',')
              .map((name) => name.trimStart().slice(0, 60))
              .slice(0, MOST_FIELDS),
          )
        }
      />
    </div>
  );
}
