/** Mantine's field for passwords with its styles, which follow those of every field. */
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';

export { PasswordInput } from '@mantine/core';
