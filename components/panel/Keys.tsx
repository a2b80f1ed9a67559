import { Modal } from '../ui/dialogs.ts';
import { t } from '../ui/i18n.ts';
import './keys.css';

const list = [
  ['Alt+Shift+S', 'keys.panel'],
  ['J K', 'keys.move'],
  ['A', 'keys.answer'],
  ['L', 'keys.later'],
  ['W', 'keys.why'],
  ['N', 'keys.note'],
  ['/', 'keys.search'],
  ['Ctrl+Enter', 'keys.save'],
  ['Esc', 'keys.close'],
  ['F6', 'keys.region'],
  ['?', 'keys.help'],
] as const;

/** The dialog that lists the keyboard shortcuts. */
export default function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('prompts.close') }}
    >
      <dl className="keys">
        {list.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
