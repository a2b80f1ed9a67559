/** Mantine's text fields with their styles, which the panel loads with its first field. */
import * as Mantine from '@mantine/core';
import { inMantine } from './Mantine.tsx';
import '@mantine/core/styles/Input.css';

export const NativeSelect = inMantine(Mantine.NativeSelect);
export const Textarea = inMantine(Mantine.Textarea);
export const TextInput = inMantine(Mantine.TextInput);
