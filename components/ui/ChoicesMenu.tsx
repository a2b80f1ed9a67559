import { Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import type { ReactElement, ReactNode } from 'react';

interface Choice {
  label: string;
  onChoose(): void;
}

export interface ChoicesProps {
  /** The button that opens the list. */
  children: (open: () => void) => ReactElement;
  title?: ReactNode;
  items: readonly (Choice | null | false)[];
  width?: number;
}

/** The menu. It starts open, since the press that loaded it is the one that opens it. */
export default function ChoicesMenu({ children, title, items, width }: ChoicesProps) {
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
              <Menu.Item key={item.label} onClick={item.onChoose}>
                {item.label}
              </Menu.Item>
            ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
