/** Mantine's text fields with their styles, which the panel loads with its first field. */
import '@mantine/core/styles/Input.css';

export { NativeSelect, Textarea, TextInput } from '@mantine/core';
