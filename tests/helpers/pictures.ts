import type { Picture } from '../../lib/model/index.ts';

/** The picture of a panel with one question. */
export const pictureOfPanel = (title: string): Picture => ({
  bar: 'Deal',
  tools: 3,
  chip: null,
  title,
  account: null,
  facts: [],
  more: null,
  heading: 'Questions',
  prompts: [
    {
      kind: 'process',
      isOpen: true,
      word: 'Process',
      about: null,
      question: 'What happens next?',
      because: null,
      actions: [],
      foot: [],
    },
  ],
});
