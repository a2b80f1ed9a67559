// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RecordModel } from '../../components/data/record.ts';
import { useUi } from '../../components/data/ui.ts';
import { Bar } from '../../components/panel/Bar.tsx';
import { Facts, Head } from '../../components/panel/Facts.tsx';
import { Prompts } from '../../components/panel/Prompts.tsx';
import { paintPicture, readPicture } from '../../components/panel/picture.ts';
import { Picture } from '../../lib/model/index.ts';
import { view } from '../helpers/panel.ts';
import { background, show as draw, model, named, newDb, who } from './harness.tsx';

const troubled = { nextStep: null, amount: null, closeDate: '2026-11-01' };

function panelOf(record: RecordModel, pageTab: number | null = 1) {
  const db = newDb();
  const sent = background(db);
  draw(
    <div className="panel">
      <header>
        <Bar
          tabId={1}
          model={record}
          aside={false}
          onKeys={() => {}}
          reasons={false}
          onReasons={() => {}}
        />
        <Head model={record} />
      </header>
      <div className="body">
        <main>
          <Facts model={record} view={view} />
          <Prompts model={record} view={view} side="rep" who={who} pageTab={pageTab} />
        </main>
      </div>
    </div>,
    db,
  );
  const live = document.querySelector<HTMLElement>('.panel');
  if (!live) throw new Error('no panel');
  return { live, sent };
}

beforeEach(() => useUi.getState().set({ open: null, composing: null }));
afterEach(() => document.querySelector('.picture')?.remove());

/** The elements that have a place of their own, each with its classes and its own text. */
function outline(panel: HTMLElement): string[] {
  const places = 'h1, h2, h3, dt, dd > span, dd > small, .account, .bar-name, .chip, .kind b';
  const more = '.kind span, .because, .btn, .icon-btn, .link, .prompt, .count, .foot, .row';
  return [...panel.querySelectorAll<HTMLElement>(`${places}, ${more}`)]
    .filter((element) => !element.closest('footer, .undo, .also'))
    .map((element) => {
      const classes = [...element.classList].filter((name) => name !== 'button').join('.');
      const isLeaf = !element.matches('.prompt, .row, .foot, dt, .icon-btn');
      const look = [element.dataset.variant, element.dataset.size].filter(Boolean).join(' ');
      return `${classes} ${look}: ${isLeaf ? element.textContent : ''}`.trim();
    });
}

it('a picture shows the question that the live panel shows, at the same places', () => {
  const { live } = panelOf(model(troubled));
  const picture = readPicture(live);
  if (!picture) throw new Error('no picture');
  expect(Picture.parse(picture)).toEqual(picture);
  expect(picture.prompts).toHaveLength(3);
  const painted = paintPicture(structuredClone(picture));
  expect(painted.querySelector('.prompt.open h3')?.textContent).toBe(
    live.querySelector('.prompt.open h3')?.textContent,
  );
  expect(outline(painted)).toEqual(outline(live));
  expect(readPicture(painted)).toEqual(picture);
});

it('a picture cannot be used, and says that the panel is still loading', () => {
  const { live } = panelOf(model(troubled));
  const painted = paintPicture(readPicture(live) ?? (null as never));
  document.body.append(painted);
  expect(painted.inert).toBe(true);
  expect(painted.getAttribute('aria-busy')).toBe('true');
  // Texts are never markup.
  const marked = paintPicture({
    ...(readPicture(live) as Picture),
    title: '<img src=x onerror="alert(1)">',
  });
  expect(marked.querySelector('img')).toBeNull();
  expect(marked.querySelector('h1')?.textContent).toContain('<img');
});

it('a panel that is being answered in has no picture', () => {
  const { live } = panelOf(model(troubled));
  const area = document.createElement('textarea');
  const below = document.createElement('section');
  below.append(area);
  live.querySelector('main')?.append(below);
  expect(readPicture(live)).not.toBeNull();
  live.querySelector('.part')?.append(area);
  expect(readPicture(live)).toBeNull();
});

it('the panel in a page keeps its picture, another one does not', async () => {
  const { sent } = panelOf(model(troubled));
  await vi.waitFor(() => expect(named(sent, 'frame.picture')).toHaveLength(1), 5000);
  const [{ tabId, picture } = {}] = named(sent, 'frame.picture');
  expect(tabId).toBe(1);
  expect((picture as Picture).title).toBe(screen.getByRole('heading', { level: 1 }).textContent);
});
