import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addDays } from '../../lib/coaching/days.ts';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { someStored } from './harness/expressions.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

/** Its last activity was 36 days ago. */
const TARNBROOK = 'Opportunity/view/d0000000000000006';
const QUIET = 'What may have changed on their side';

/** Sets a field of a date as its picker does: keys depend on the language of the browser. */
async function setDate(page: Scene, label: string, date: string): Promise<void> {
  await page.get('button', label === 'Date' ? 'Add holiday' : 'Add days away');
  await page.eval(`(() => {
    const labels = [...document.querySelectorAll('label')];
    const { control } = labels.find((one) => one.textContent.startsWith('${label}'));
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    set.call(control, '${date}');
    control.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  })()`);
}

/** Chooses a file as its dialog does. */
const chooseFile = (page: Scene, name: string, text: string) =>
  page.eval(`(() => {
    const input = document.querySelector('input[type=file][accept*=ics]');
    const files = new DataTransfer();
    files.items.add(new File([${JSON.stringify(text)}], '${name}', { type: 'text/calendar' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  })()`);

const year = new Date().getUTCFullYear();
const calendar = [
  'BEGIN:VCALENDAR',
  ...['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${year + 1}0501`, 'SUMMARY:Spring day', 'END:VEVENT'],
  ...['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${year}0701`, 'RRULE:FREQ=YEARLY;COUNT=2'],
  ...[
    'SUMMARY:Founders',
    'END:VEVENT',
    'BEGIN:VEVENT',
    `DTSTART:${year}1224T180000`,
    'SUMMARY:Party',
    'END:VEVENT',
  ],
  'END:VCALENDAR',
].join('\r\n');

describe.each(pageBrowsers)('days off, in %s', (browser) => {
  let stack: Stack;
  let rep: Driver;
  let admin: Driver;
  let tab: Tab;
  let settings: Tab;
  beforeAll(async () => {
    stack = await startStack();
    [rep, admin] = await Promise.all([stack.launch(browser), stack.launch(browser)]);
    await Promise.all([signIn(rep, 'tomas'), signIn(admin, 'dana')]);
  });
  afterAll(() => stack?.close());

  it('a rep who was away is not asked about the silence of these days', async () => {
    tab = await rep.tab(`${stack.espo}/?as=tomas#${TARNBROOK}`);
    await tab.openPanel();
    const panel = await tab.panel();
    await clickUntilGone(panel, 'Yes, that’s me');
    await panel.see(QUIET);
    settings = await rep.own('options.html#settings/daysOff');
    await settings.see('Only you and Dana Whitfield can see these days.');
    await settings.see('No days away yet.');
    const today = new Date().toISOString().slice(0, 10);
    await setDate(settings, 'First day', addDays(today, -34));
    await setDate(settings, 'Last day', addDays(today, -1));
    await (await settings.get('button', 'Add days away')).click();
    await settings.see('1 earlier entry');
    await tab.front();
    await panel.miss(QUIET);
  });

  it('an administrator imports holidays from a calendar file, and can undo it', async () => {
    const page = await admin.own('options.html#settings/daysOff');
    await page.see('No holidays yet.');
    await chooseFile(page, 'holidays.ics', calendar);
    await page.see('Holidays in “holidays.ics”');
    await page.see('Spring day');
    await page.see('1 event is left out');
    expect(await violations(page)).toEqual([]);
    await shoot(page, `holidays-preview-${browser}`);
    await (await page.get('button', 'Add 3 holidays')).click();
    await page.see('3 holidays added.');
    await settings.until(
      someStored('rows', `(row) => '${year + 1}-05-01' in (row.fields.holidays ?? {})`),
    );
    await (await page.get('button', 'Undo')).click();
    await page.see('The import was undone.');
    await page.see('No holidays yet.');
  });

  it('no console error on the way', () => expect([...rep.errors(), ...admin.errors()]).toEqual([]));
});

describe('the settings of days off', () => {
  it('are usable at 320 px, in the dark and in German', async () => {
    const stack = await startStack();
    onTestFinished(() => stack.close());
    const driver = await stack.launch('chromium', { language: 'de', dark: true });
    const page = await driver.own('options.html#settings/daysOff');
    await page.see('Noch keine Feiertage.');
    await page.see('Noch keine Abwesenheit.');
    await page.resize(320, 900);
    expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
    expect(await violations(page)).toEqual([]);
    await page.eval(
      `document.querySelector('.weekdays').scrollIntoView({ block: 'center' }), true`,
    );
    await shoot(page, 'days-off-german-320');
  });
});
