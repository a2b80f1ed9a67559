import { sampleTeam } from '../../server/sample.ts';
import type { Driver, Tab } from './types.ts';

/** Signs in through the form, like a person. */
export async function signIn(driver: Driver, person: 'dana' | 'tomas'): Promise<void> {
  const options = await driver.own('options.html');
  const { email } = person === 'dana' ? sampleTeam.manager : sampleTeam.reps[0];
  await (await options.get('textbox', 'Email')).fill(email);
  await options.eval(`document.querySelector('input[name=password]').focus()`);
  const password = await passwordField(options);
  await password.fill(sampleTeam.password);
  await (await options.get('button', 'Sign in')).click();
  await options.see('Signed in as');
  await options.close();
}

/** Password fields have no ARIA role, so this finds the field by its name. */
async function passwordField(options: Tab) {
  await options.until(`!!document.querySelector('input[name=password]')`);
  return {
    fill: async (text: string) =>
      void (await options.eval(`(() => {
        const input = document.querySelector('input[name=password]');
        const { prototype } = HTMLInputElement;
        const value = ${JSON.stringify(text)};
        Object.getOwnPropertyDescriptor(prototype, 'value').set.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        return true;
      })()`)),
  };
}
