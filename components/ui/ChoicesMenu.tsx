import { Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import type { ChoicesProps } from './Choices.tsx';

/** The list itself, open from the start: it was asked for by the press that brought it here. */
export default function ChoicesMenu({ children, title, items, width }: ChoicesProps) {
  return (
    <Menu position="bottom-end" withinPortal defaultOpened {...(width === undefined ? {} : { width })}>
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
