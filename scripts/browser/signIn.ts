import { sampleTeam } from '../../server/sample.ts';
import { type Language, textsIn } from '../texts.ts';
import type { Driver, Tab } from './types.ts';

/** Signs in through the form, like a person. @param language of the browser. */
export async function signIn(
  driver: Driver,
  person: 'dana' | 'tomas',
  language: Language = 'en',
): Promise<void> {
  const t = textsIn(language);
  const options = await driver.own('options.html');
  const { email, name } = person === 'dana' ? sampleTeam.manager : sampleTeam.reps[0];
  await (await options.get('textbox', t('options.email'))).fill(email);
  await fillPassword(options, 'password', sampleTeam.password);
  await (await options.get('button', t('options.signIn'))).click();
  await options.see(t('options.signedIn', [name, sampleTeam.org]));
  await options.close();
}

/** Types into a password field. These have no ARIA role, so this finds one by its name. */
export async function fillPassword(options: Tab, name: string, text: string): Promise<void> {
  const field = `document.querySelector('input[name=${name}]')`;
  await options.until(`!!${field}`);
  await options.eval(`(() => {
    const input = ${field};
    input.focus();
    const { prototype } = HTMLInputElement;
    const value = ${JSON.stringify(text)};
    Object.getOwnPropertyDescriptor(prototype, 'value').set.call(input, value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  })()`);
}
