import { Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
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
}

/** The menu. It starts open, since the press that loaded it is the one that opens it. */
export default function ChoicesMenu({ children, title, footer, items, width }: ChoicesProps) {
  return (
    <Menu
      position="bottom-end"
      withinPortal
      defaultOpened
      {...(width === undefined ? {} : { width })}
    >
      <Menu.Target>{children(() => {})}</Menu.Target>
      <Menu.Dropdown>
        {title && <Menu.Label>{title}</Menu.Label>}
        {items.map(
          (item) =>
            item && (
              <Menu.Item
                key={item.label}
                onClick={item.onChoose}
                {...(item.icon ? { leftSection: <Icon name={item.icon} /> } : {})}
                {...(item.isChosen === undefined
                  ? {}
                  : { role: 'menuitemradio', 'aria-checked': item.isChosen })}
                {...(item.isChosen ? { rightSection: <Icon name="check" /> } : {})}
              >
                {item.label}
                {item.hint !== undefined && <small className="choice-hint">{item.hint}</small>}
              </Menu.Item>
            ),
        )}
        {footer && <p className="choices-footer">{footer}</p>}
      </Menu.Dropdown>
    </Menu>
  );
}
