/** Mantine's field for passwords with its styles, which follow those of every field. */
import * as Mantine from '@mantine/core';
import { inMantine } from './Mantine.tsx';
import '@mantine/core/styles/ActionIcon.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';

export const PasswordInput = inMantine(Mantine.PasswordInput);
