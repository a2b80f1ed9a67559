// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import Questions from '../../components/workspace/Questions.tsx';
import { exportPrompts } from '../../lib/coaching/authored/file.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { now } from '../helpers/deals.ts';
import { prompt, question } from '../helpers/prompts.ts';
import { background, item, newDb, org, show, who } from './harness.tsx';

it('the result of an import stays when the first question replaces the empty page', async () => {
  const db = newDb();
  background(db);
  const page = (prompts: OrgView['rows']['prompts']) => (
    <Questions
      id={null}
      who={who}
      org={{ ...org, rows: { ...org.rows, prompts } }}
      now={now}
      onOpen={() => {}}
    />
  );
  const { again } = show(page([]), db);
  const file = new File([exportPrompts([prompt(question)])], 'questions.yaml');
  fireEvent.change(await screen.findByLabelText('Import file: Questions', { selector: 'input' }), {
    target: { files: [file] },
  });
  await screen.findByText('Questions imported: 1.');
  again(page([item<'prompt'>('q1', prompt(question))]));
  await waitFor(() => expect(screen.queryByText(question.rep)).toBeTruthy());
  expect(screen.getByRole('status').textContent).toContain('Questions imported: 1.');
});
