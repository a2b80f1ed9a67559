// The page of a one-on-one, and what a person does on it.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect } from 'vitest';
import OneOnOnes from '../../components/workspace/oneOnOne/OneOnOnes.tsx';
import type { Name } from '../../lib/messages/index.ts';
import { type Device, openDevice, people } from '../commands/device.ts';
import { now } from '../helpers/deals.ts';
import { background, org, show } from './harness.tsx';

type User = 'dana' | 'tomas';
const COMMANDS: readonly Name[] = [
  ...(['oneOnOne.rhythm', 'oneOnOne.arrange', 'oneOnOne.begin', 'oneOnOne.set'] as const),
  ...(['oneOnOne.finish', 'oneOnOne.became', 'oneOnOne.agree', 'recognition.give'] as const),
  ...([
    'line.save',
    'line.edit',
    'line.done',
    'line.delete',
    'line.share',
    'line.restore',
    'commitment.setState',
  ] as const),
];

/** The page of a person, whose requests run as in the background. */
export async function page(
  user: User,
  id: string | null,
  before?: (device: Device) => PromiseLike<unknown>,
  of = org,
) {
  const device = await openDevice(user);
  await before?.(device);
  const run = device.run as (name: Name, input: unknown) => Promise<unknown>;
  background(
    device.db,
    Object.fromEntries(COMMANDS.map((name) => [name, (input: unknown) => run(name, input)])),
  );
  const who = {
    ...{ me: people[user], user, localRole: 'rep' as const },
    names: new Map([['gone', 'Imke Thoden']]),
    teamOf: new Map([['tomas', 'north']]),
  };
  show(<OneOnOnes id={id} who={who} org={of} now={now} />, device.db);
  return device;
}
export const button = (name: string | RegExp) => screen.findByRole('button', { name });
export const press = async (name: string | RegExp) => fireEvent.click(await button(name));
export async function write(field: string, text: string, key: object = { key: 'Enter' }) {
  const box = (await screen.findByRole('textbox', { name: field })) as HTMLTextAreaElement;
  await waitFor(() => expect([box.readOnly, box.value]).toEqual([false, '']));
  fireEvent.change(box, { target: { value: text } });
  fireEvent.keyDown(box, key);
}
export const commitKey = { key: 'K', ctrlKey: true, shiftKey: true };
/** Opens a step by the map. */
export const stepOn = async (name: string) => {
  const map = await screen.findByRole('complementary', { name: 'Steps' });
  fireEvent.click(within(map).getByRole('button', { name: new RegExp(`^${name}( \\d+ min)?$`) }));
};
