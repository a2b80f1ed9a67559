import { Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { inMantine } from './Mantine.tsx';
import './choices.css';

interface Choice {
  label: string;
  /** What the choice does, below its label. */
  hint?: string;
  icon?: IconName;
  /** One of several choices, of which one is in effect. */
  isChosen?: boolean;
  onChoose(): void;
}

export interface ChoicesProps {
  /** The button that opens the list. */
  children: (open: () => void) => ReactElement;
  title?: ReactNode;
  /** A sentence below the choices. */
  footer?: ReactNode;
  items: readonly (Choice | null | false)[];
  width?: number;
  /** Drawn beside its button, and so in the same region of the page. Not where that scrolls. */
  inPlace?: boolean;
  /** The choice opens something that takes the focus, so that the button does not get it back. */
  movesFocus?: boolean;
}

function Item({ label, hint, icon, isChosen, onChoose }: Choice) {
  const text = (
    <>
      {label}
      {hint !== undefined && <small className="choice-hint">{hint}</small>}
    </>
  );
  if (isChosen === undefined) return <Menu.Item onClick={onChoose}>{text}</Menu.Item>;
  return (
    <Menu.RadioItem
      value={label}
      checked={isChosen}
      onChange={onChoose}
      closeMenuOnClick
      checkIcon={<Icon name="check" />}
      classNames={{ item: 'choice', itemIndicator: 'choice-check' }}
    >
      {icon && <Icon name={icon} />}
      <span>{text}</span>
    </Menu.RadioItem>
  );
}

/** The menu. It starts open, since the press that loaded it is the one that opens it. */
function ChoicesMenu(props: ChoicesProps) {
  const { children, title, footer, items, width, inPlace = false, movesFocus = false } = props;
  // A menu that is closed without a choice gives the focus back in any case.
  const [hasChosen, setChosen] = useState(false);
  return (
    <Menu
      position="bottom-end"
      withinPortal={!inPlace}
      returnFocus={!(movesFocus && hasChosen)}
      onOpen={() => setChosen(false)}
      defaultOpened
      // The first choice gets the focus: a menu may contain nothing else that can.
      withInitialFocusPlaceholder={false}
      {...(width === undefined ? {} : { width })}
    >
      <Menu.Target>{children(() => {})}</Menu.Target>
      <Menu.Dropdown>
        {title && <Menu.Label>{title}</Menu.Label>}
        {items.map(
          (item) =>
            item && (
              <Item
                key={item.label}
                {...item}
                onChoose={() => {
                  setChosen(true);
                  item.onChoose();
                }}
              />
            ),
        )}
        {footer && <Menu.Label className="choices-footer">{footer}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

export default inMantine(ChoicesMenu);
