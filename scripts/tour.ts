import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { clickUntilGone } from './browser/click.ts';
import type { Driver, Scene, Tab } from './browser/types.ts';
import { type Language, textsIn } from './texts.ts';

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
  /** The language of both browsers. */
  language: Language;
}

const MARLOW = 'Marlow Foods: cold-chain monitoring';

/** What the manager and the rep write. */
const written: Record<Language, { note: string; answer: string }> = {
  en: {
    note: 'The Leeds pilot numbers are strong. Who at Marlow has seen them besides Ruth and Piotr?',
    answer: 'Finance has to see the spoilage figure. Ruth will bring their controller on Thursday.',
  },
  de: {
    note: 'Die Zahlen aus dem Pilot in Leeds sind stark. Wer kennt sie außer Ruth und Piotr?',
    answer:
      'Die Finanzabteilung muss die Zahl zum Verderb sehen. Ruth bringt am Donnerstag ihren ' +
      'Controller mit.',
  },
  es: {
    note: 'Las cifras del piloto en Leeds son buenas. ¿Quién las ha visto, además de Ruth y Piotr?',
    answer:
      'Finanzas tiene que ver la cifra de mermas. Ruth traerá el jueves a su responsable de ' +
      'control de gestión.',
  },
};

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

const prompts = (panel: Scene, region: string) =>
  panel.eval<number>(`document.querySelectorAll('section[aria-label="${region}"] article').length`);

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
export async function tour({
  rep,
  manager,
  origins,
  shots,
  language,
}: TourOptions): Promise<TourResult> {
  const t = textsIn(language);
  const { note, answer } = written[language];
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
  await clickUntilGone(repPage.panel, t('who.yes'));
  await repPage.panel.miss(t('who.isMe', ['Tomas Lindqvist', 'EspoCRM']));
  await (await repPage.panel.get('button', t('prompts.why'))).click();
  await repPage.panel.see(t('prompts.whyNow'));
  const count = await prompts(repPage.panel, t('prompts.region'));
  if (count < 1 || count > 3) throw new Error(`the panel shows ${count} prompts`);
  await shoot(repPage.tab, '1-rep');

  // 2. The manager sees questions for the rep on the same deal, and writes a note.
  const managerPage = await openPanel(manager, marlow('dana'), MARLOW);
  await managerPage.panel.see(t('prompts.for', ['Tomas']));
  // The manager agrees that the CRM user is Tomas: only then do notes reach him.
  await clickUntilGone(managerPage.panel, t('who.confirmYes'));
  await clickUntilGone(managerPage.panel, t('who.yes'));
  await managerPage.panel.miss(t('who.isMe', ['Dana Whitfield', 'EspoCRM']));
  await shoot(managerPage.tab, '2-manager');
  await managerPage.panel.choose(t('notes.who'), t('notes.readers.pair', ['Tomas Lindqvist']));
  await (await managerPage.panel.get('textbox', t('notes.new'))).fill(note);
  await watchFor(repPage.panel, note);
  await managerPage.panel.eval(
    `(() => {
      const onClick = () => { globalThis.tourSent ??= Date.now(); };
      document.addEventListener('click', onClick, { capture: true, once: true });
      return true;
    })()`,
  );
  await (await managerPage.panel.get('button', t('notes.save'))).click();
  await repPage.panel.until('globalThis.tourSeen > 0');
  const noteToOtherPanelMs =
    (await repPage.panel.eval<number>('globalThis.tourSeen')) -
    (await managerPage.panel.eval<number>('globalThis.tourSent'));

  // 3. The rep answers a question: the answer becomes a note for the manager, and the question is
  // not asked again.
  const question = await repPage.panel.eval<string>(
    `document.querySelector('.prompt.open h3').textContent`,
  );
  await (await repPage.panel.get('button', t('prompts.answer'))).click();
  await (await repPage.panel.get('textbox', t('prompts.yourAnswer'))).fill(answer);
  await (await repPage.panel.get('button', t('prompts.saveAnswer'))).click();
  await repPage.panel.until(
    `![...document.querySelectorAll('.prompt h3')].some(
      (item) => item.textContent === ${JSON.stringify(question)},
    )`,
  );
  await managerPage.panel.see(answer);
  await shoot(repPage.tab, '3-answered');
  await shoot(managerPage.tab, '4-manager-reads');

  // 4. The same team in two other CRMs.
  const odoo = await openPanel(
    rep,
    `${origins.odoo}/odoo/crm/6?as=tomas`,
    'Tarnbrook Vaccines: transport boxes',
  );
  await odoo.panel.see(t('prompts.why'));
  await shoot(odoo.tab, '5-odoo');
  const salesforce = await openPanel(
    rep,
    `${origins.salesforce}/lightning/r/Opportunity/006000000000007AAA/view?as=tomas`,
    'Arbour Hotels: minibar sensors',
  );
  await salesforce.panel.see(t('prompts.why'));
  await shoot(salesforce.tab, '6-salesforce');

  const errors = [...rep.errors(), ...manager.errors()];
  if (errors.length > 0)
    throw new Error(`The tour finished, but a console has errors:\n${errors.join('\n')}`);
  return { ok: true, prompts: count, noteToOtherPanelMs, shots: taken };
}
