import type { Picture } from '../../lib/model/index.ts';

// What is on screen as a picture, and a picture as what was on screen. One file, so that both know
// the same elements; without React, since the painting comes before it is loaded.

type Prompt = Picture['prompts'][number];

const all = (from: ParentNode, css: string) => [...from.querySelectorAll<HTMLElement>(css)];
const textOf = (from: ParentNode, css: string) => from.querySelector(css)?.textContent ?? null;
const TONES = ['pine', 'clay', 'quiet'] as const;
const KINDS = ['process', 'skill', 'human', 'praise'] as const;
const VARIANTS = ['filled', 'default', 'subtle'] as const;

/** The class of a list that an element has. */
const oneOf = <T extends string>(list: readonly T[], has: (item: T) => boolean, other: T): T =>
  list.find(has) ?? other;

function promptOf(card: HTMLElement): Prompt {
  return {
    kind: oneOf(KINDS, (kind) => card.classList.contains(kind), 'process'),
    isOpen: card.classList.contains('open'),
    word: textOf(card, '.kind b') ?? '',
    about: textOf(card, '.kind span'),
    question: textOf(card, 'h3') ?? '',
    because: textOf(card, '.because'),
    actions: all(card, '.row > .btn').map((button) => ({
      label: button.textContent ?? '',
      variant: oneOf(VARIANTS, (variant) => variant === button.dataset.variant, 'default'),
    })),
    foot: all(card, '.foot > .btn').map((button) => button.textContent ?? ''),
  };
}

/** The picture of a panel; null where it shows something else than questions to answer. */
export function readPicture(panel: HTMLElement): Picture | null {
  const cards = all(panel, '.prompt');
  const section = cards[0]?.closest('section');
  if (!section || section.querySelector('textarea')) return null;
  // Cards of calls and reviews are not what a picture has.
  if (cards.some((card) => card.closest('section') !== section)) return null;
  const chip = panel.querySelector<HTMLElement>('.bar .chip');
  return {
    bar: textOf(panel, '.bar-name') ?? '',
    tools: all(panel, '.bar > .icon-btn').length,
    chip: chip && {
      word: chip.textContent ?? '',
      tone: oneOf(TONES, (tone) => chip.classList.contains(tone), 'quiet'),
    },
    title: textOf(panel, 'h1') ?? '',
    account: textOf(panel, '.head .account'),
    facts: all(panel, '.facts > div').map((fact) => ({
      label: fact.querySelector('dt')?.firstChild?.textContent ?? '',
      value: textOf(fact, 'dd > span') ?? '',
      small: textOf(fact, 'dd > small'),
      act: textOf(fact, 'dd > .act'),
      isWide: fact.classList.contains('wide'),
      isUnseen: fact.querySelector('dd > .unseen') !== null,
    })),
    more: textOf(panel, '.facts-part > .link'),
    heading: textOf(section, '.part-head h2') ?? '',
    prompts: cards.map(promptOf),
  };
}

type Content = Node | string | null;

function element(name: string, className: string, ...content: Content[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content.filter((part) => part !== null));
  return made;
}

/** The place of an icon, which is drawn with the live panel. */
function icon(size: number): HTMLElement {
  const place = element('i', 'icon');
  place.style.cssText = `display:inline-block;width:${size}px;height:${size}px`;
  return place;
}

const optional = (name: string, className: string, text: string | null) =>
  text === null ? null : element(name, className, text);

function button(label: string, variant: string, size?: string): HTMLElement {
  const made = element('button', 'btn', element('span', 'btn-label', label));
  made.dataset.variant = variant;
  if (variant === 'subtle') made.dataset.color = 'gray';
  if (size) made.dataset.size = size;
  return made;
}

function footOf([why = '', ...others]: readonly string[]): HTMLElement {
  const first = button(why, 'subtle', 'compact-xs');
  first.append(element('span', 'btn-section', icon(14)));
  const rest = others.map((label) => button(label, 'subtle', 'compact-xs'));
  return element('div', 'foot', first, element('span', 'grow'), ...rest);
}

function cardOf(prompt: Prompt): HTMLElement {
  const kind = element('p', 'kind', icon(14), element('b', '', prompt.word));
  if (prompt.about !== null) {
    const about = element('span', '', prompt.about);
    kind.append(prompt.isOpen ? about : element('span', 'reason', about));
  }
  if (!prompt.isOpen) {
    const heading = element('h3', '', element('button', '', prompt.question, icon(16)));
    return element('article', `prompt shut ${prompt.kind}`, kind, heading);
  }
  const actions = prompt.actions.map(({ label, variant }) => button(label, variant));
  const inside = element(
    'div',
    'inside',
    kind,
    element('h3', '', prompt.question),
    optional('p', 'because', prompt.because),
    element('div', 'row', ...actions),
  );
  return element('article', `prompt open ${prompt.kind}`, inside, footOf(prompt.foot));
}

function factOf(fact: Picture['facts'][number]): HTMLElement {
  const { label, value, small, act, isWide, isUnseen } = fact;
  return element(
    'div',
    isWide ? 'wide' : '',
    element('dt', '', label, element('i', 'provenance')),
    element(
      'dd',
      '',
      element('span', isUnseen ? 'unseen' : '', value),
      optional('small', '', small),
      optional('button', 'link act', act),
    ),
  );
}

function mark(): HTMLElement {
  const place = element('i', 'mark');
  place.style.cssText = 'width:20px;height:20px';
  return place;
}

/** The panel as it was. Nothing in it can be used, and it says that the panel is still loading. */
export function paintPicture(picture: Picture): HTMLElement {
  const { chip } = picture;
  const tools = Array.from({ length: picture.tools }, () => element('span', 'icon-btn'));
  const bar = element(
    'div',
    'bar',
    mark(),
    element('span', 'bar-name', picture.bar),
    chip && element('span', `chip ${chip.tone}`, chip.word),
    element('span', 'grow'),
    ...tools,
  );
  const head = element(
    'div',
    'head',
    element('h1', '', picture.title),
    optional('p', 'account', picture.account),
  );
  const facts = element(
    'section',
    'facts-part',
    element('dl', 'facts', ...picture.facts.map(factOf)),
    optional('button', 'link', picture.more),
  );
  const count = element('span', 'count', String(picture.prompts.length));
  const heading = element('div', 'part-head', element('h2', '', picture.heading), count);
  const questions = element('section', 'part', heading, ...picture.prompts.map(cardOf));
  const main = element('main', '', picture.facts.length > 0 ? facts : null, questions);
  const foot = element('footer', '', element('div', 'foot-bar'));
  const panel = element(
    'div',
    'panel picture',
    element('header', '', bar, head),
    element('div', 'body', main),
    foot,
  );
  panel.inert = true;
  panel.setAttribute('aria-busy', 'true');
  for (const text of all(panel, 'h1, h3, .account, dd, .kind span')) text.dir = 'auto';
  return panel;
}
