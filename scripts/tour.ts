import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { clickUntilGone } from './browser/click.ts';
import type { Driver, Scene, Tab } from './browser/types.ts';

export interface TourResult {
  ok: true;
  prompts: number;
  noteToOtherPanelMs: number;
  shots: string[];
}

interface TourOptions {
  rep: Driver;
  manager: Driver;
  /** The origin of each CRM emulator. */
  origins: { salesforce: string; odoo: string; espocrm: string };
  shots: string;
}

const MARLOW = 'Marlow Foods: cold-chain monitoring';
const NOTE =
  'The Leeds pilot numbers are strong. Who at Marlow has seen them besides Ruth and Piotr?';

async function openPanel(
  driver: Driver,
  url: string,
  name: string,
): Promise<{ tab: Tab; panel: Scene }> {
  const tab = await driver.tab(url);
  await tab.openPanel();
  const panel = await tab.panel();
  await panel.get('heading', name);
  // Facts arrive with the reading; before it there are no questions and no missing fields.
  await panel.until(`!document.querySelector('.skeleton')`);
  return { tab, panel };
}

const prompts = (panel: Scene) =>
  panel.eval<number>(`document.querySelectorAll('section[aria-label="Prompts"] article').length`);

/** Records when a text appears in a panel, without polling. */
async function watchFor(panel: Scene, text: string): Promise<void> {
  await panel.eval(`(() => {
    const look = () => {
      if (!document.body.innerText.includes(${JSON.stringify(text)})) return false;
      globalThis.tourSeen = Date.now();
      return true;
    };
    if (look()) return true;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    return true;
  })()`);
}

/** The tour of the README: every step waits for its result, and throws where it does not come. */
export async function tour({ rep, manager, origins, shots }: TourOptions): Promise<TourResult> {
  mkdirSync(shots, { recursive: true });
  const taken: string[] = [];
  const shoot = async (tab: Tab, name: string) => {
    const path = join(shots, `${name}.png`);
    await tab.screenshot(path);
    taken.push(path);
  };
  const marlow = (as: string) => `${origins.espocrm}/?as=${as}#Opportunity/view/d0000000000000001`;

  // 1. The rep opens a deal: facts with their sources, at most three questions.
  const repPage = await openPanel(rep, marlow('tomas'), MARLOW);
  await clickUntilGone(repPage.panel, 'Yes, that’s me');
  await repPage.panel.miss('Are you Tomas Lindqvist');
  await (await repPage.panel.get('button', 'Why this?')).click();
  await repPage.panel.see('Why now');
  const count = await prompts(repPage.panel);
  if (count < 1 || count > 3) throw new Error(`the panel shows ${count} prompts`);
  await shoot(repPage.tab, '1-rep');

  // 2. The manager sees questions for the rep on the same deal, and writes a note.
  const managerPage = await openPanel(manager, marlow('dana'), MARLOW);
  await managerPage.panel.see('Questions for Tomas');
  // The manager agrees that the CRM user is Tomas: only then do notes reach him.
  await clickUntilGone(managerPage.panel, 'Yes, confirm');
  await clickUntilGone(managerPage.panel, 'Yes, that’s me');
  await managerPage.panel.miss('Are you Dana Whitfield');
  await shoot(managerPage.tab, '2-manager');
  await managerPage.panel.choose('Who can read this', 'You and Tomas Lindqvist');
  await (await managerPage.panel.get('textbox', 'New note')).fill(NOTE);
  await watchFor(repPage.panel, NOTE);
  await managerPage.panel.eval(
    `(() => {
      const onClick = () => { globalThis.tourSent ??= Date.now(); };
      document.addEventListener('click', onClick, { capture: true, once: true });
      return true;
    })()`,
  );
  await (await managerPage.panel.get('button', 'Save note')).click();
  await repPage.panel.until('globalThis.tourSeen > 0');
  const noteToOtherPanelMs =
    (await repPage.panel.eval<number>('globalThis.tourSeen')) -
    (await managerPage.panel.eval<number>('globalThis.tourSent'));

  // 3. The rep answers a question: the answer becomes a note for the manager, and the question is
  // not asked again.
  const question = await repPage.panel.eval<string>(
    `document.querySelector('.prompt.open h3').textContent`,
  );
  await (await repPage.panel.get('button', 'Answer')).click();
  await (await repPage.panel.get('textbox', 'Your answer')).fill(
    'Finance has to see the spoilage figure. Ruth will bring their controller on Thursday.',
  );
  await (await repPage.panel.get('button', 'Save answer')).click();
  await repPage.panel.until(
    `![...document.querySelectorAll('.prompt h3')].some(
      (item) => item.textContent === ${JSON.stringify(question)},
    )`,
  );
  await managerPage.panel.see('Finance has to see the spoilage figure.');
  await shoot(repPage.tab, '3-answered');
  await shoot(managerPage.tab, '4-manager-reads');

  // 4. The same team in two other CRMs.
  const odoo = await openPanel(
    rep,
    `${origins.odoo}/odoo/crm/6?as=tomas`,
    'Tarnbrook Vaccines: transport boxes',
  );
  await odoo.panel.see('Why this?');
  await shoot(odoo.tab, '5-odoo');
  const salesforce = await openPanel(
    rep,
    `${origins.salesforce}/lightning/r/Opportunity/006000000000007AAA/view?as=tomas`,
    'Arbour Hotels: minibar sensors',
  );
  await salesforce.panel.see('Why this?');
  await shoot(salesforce.tab, '6-salesforce');

  const errors = [...rep.errors(), ...manager.errors()];
  if (errors.length > 0)
    throw new Error(`The tour finished, but a console has errors:\n${errors.join('\n')}`);
  return { ok: true, prompts: count, noteToOtherPanelMs, shots: taken };
}
