/** Mantine's dialog with its styles. */
import * as Mantine from '@mantine/core';
import { inMantine } from './Mantine.tsx';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/ScrollArea.css';

export const Modal = inMantine(Mantine.Modal);
