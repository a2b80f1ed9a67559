import type { ComponentProps } from 'react';
import { Composer } from '../../components/panel/Composer.tsx';
import { model, who } from './harness.tsx';

/** The panel’s editor of a new private note; each test changes some of its properties. */
export const newNote = (more: Partial<ComponentProps<typeof Composer>> = {}) => (
  <Composer
    model={model()}
    who={who}
    slot="note"
    label="New note"
    save="Save note"
    audience="private"
    kind="note"
    prompt={null}
    {...more}
  />
);
