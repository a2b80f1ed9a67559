import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import { type Driver, type Scene, type Tab, until } from '../../scripts/browser/types.ts';
import { backupStream, writeBackup } from '../../server/ops/backup.ts';
import { restoreBackup } from '../../server/ops/restore.ts';
import { addTeam, setMember, setTeam } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { contextOf } from '../../server/store/context.ts';
import { violations } from './harness/axe.ts';
import { HASH, open, seeNote, syncNow } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { inShort, type Stack, signIn, startStack } from './harness/stack.ts';

async function write(panel: Scene, text: string): Promise<void> {
  await (await panel.get('textbox', 'New note')).fill(text);
  await (await panel.get('button', 'Save note')).click();
  await seeNote(panel, text);
}

/** Opens the menu of the first note and chooses an item. */
async function choose(panel: Scene, item: string): Promise<void> {
  await (await panel.get('button', 'More options for this note')).click();
  await (await panel.get('menuitem', item)).click();
}

describe.each(inShort('firefox'))('sync that loses nothing, in %s', (browser) => {
  let stack: Stack;
  let rep: Driver;
  let manager: Driver;
  let mine: { tab: Tab; panel: Scene };
  let theirs: { tab: Tab; panel: Scene };
  const idOf = async (email: string) =>
    (
      await stack.people.db
        .selectFrom('user')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
    ).id;
  const admin = async () => {
    const who = await contextOf(stack.people.db, await idOf('dana.whitfield@larch.example'));
    if (!who) throw new Error('no administrator');
    return who;
  };
  beforeAll(async () => {
    stack = await startStack();
    [rep, manager] = await Promise.all([stack.launch(browser), stack.launch(browser)]);
    await Promise.all([signIn(rep, 'tomas'), signIn(manager, 'dana')]);
    mine = await open(rep, `${stack.espo}/?as=tomas${HASH}`);
    await clickUntilGone(mine.panel, 'Yes, that’s me');
    theirs = await open(manager, `${stack.espo}/?as=dana${HASH}`);
    await theirs.panel.see('Questions for Tomas');
    await clickUntilGone(theirs.panel, 'Yes, confirm');
  });
  afterAll(() => stack?.close());

  it('each sees that the other looks at the deal', async () => {
    await mine.tab.front();
    await mine.panel.see('Dana is viewing this too');
    await theirs.tab.front();
    await theirs.panel.see('Tomas is viewing this too');
    await shoot(theirs.tab, `here-${browser}`);
  });

  it('an offline week: both texts are merged, and an earlier version can be restored', async () => {
    await theirs.panel.choose('Who can read this', 'You and Tomas Lindqvist');
    await write(theirs.panel, 'Finance sees the pilot on Thursday.');
    await mine.panel.see('Finance sees the pilot on Thursday.');
    await stack.stopServer();
    for (const [side, button, text] of [
      [theirs, 'Edit', 'Finance sees the pilot on Thursday, with Ruth.'],
      [mine, 'Write together', 'Their Finance sees the pilot on Thursday.'],
    ] as const) {
      await (await side.panel.get('button', button)).click();
      await (await side.panel.get('textbox', 'Edit note')).fill(text);
      await (await side.panel.get('button', 'Save changes')).click();
      await side.panel.see(text);
      await side.panel.see('Offline');
    }
    await stack.startServer();
    await syncNow(theirs.panel);
    await theirs.panel.see('Synced');
    await syncNow(mine.panel);
    for (const side of [mine, theirs]) {
      await side.panel.see('Their Finance sees the pilot on Thursday, with Ruth.');
      await side.panel.miss('Two versions of this text');
    }
    await choose(theirs.panel, 'Earlier versions');
    await theirs.panel.see('merged with another change');
    await theirs.panel.eval(
      `document.querySelector('.history').scrollIntoView({ block: 'center' })`,
    );
    await shoot(theirs.tab, `history-${browser}`);
    expect(await violations(theirs.panel)).toEqual([]);
    await theirs.panel.eval(
      `[...document.querySelectorAll('.history .version')].at(-1).querySelector('button').click()`,
    );
    await mine.panel.see('Finance sees the pilot on Thursday.');
    await mine.panel.miss('with Ruth.');
  });

  it('what the other wrote while an editor was open stays when it is saved', async () => {
    const change = async (side: { panel: Scene }, text: string) => {
      const button = side === mine ? 'Write together' : 'Edit';
      await (await side.panel.get('button', button)).click();
      await (await side.panel.get('textbox', 'Edit note')).fill(text);
    };
    await change(mine, 'We hear: Finance sees the pilot on Thursday.');
    await change(theirs, 'Finance sees the pilot on Thursday, at nine.');
    await (await theirs.panel.get('button', 'Save changes')).click();
    await mine.panel.see('This text changed while you were writing.');
    await mine.panel.eval(
      `document.querySelector('.small-editor').scrollIntoView({ block: 'center' })`,
    );
    await shoot(mine.tab, `editing-${browser}`);
    expect(await violations(mine.panel)).toEqual([]);
    await (await mine.panel.get('button', 'Save changes')).click();
    for (const side of [mine, theirs])
      await side.panel.see('We hear: Finance sees the pilot on Thursday, at nine.');
    await mine.panel.miss('This text changed while you were writing.');
    await change(mine, 'Finance sees the pilot on Thursday.');
    await (await mine.panel.get('button', 'Save changes')).click();
    await theirs.panel.miss('at nine');
  });

  it('two devices of one person: a reply changed on both keeps both texts', async () => {
    const second = await stack.launch(browser);
    await signIn(second, 'tomas');
    const other = await open(second, `${stack.espo}/?as=tomas${HASH}`);
    await (await mine.panel.get('button', 'Reply to Dana Whitfield')).click();
    await (await mine.panel.get('textbox', 'Reply to Dana Whitfield')).fill('Piotr joins at ten.');
    await (await mine.panel.get('button', 'Save reply')).click();
    for (const { panel } of [other, theirs]) await panel.see('Piotr joins at ten.');
    await stack.stopServer();
    for (const [{ panel }, text] of [
      [other, 'Piotr joins at eleven.'],
      [mine, 'Piotr joins at noon.'],
    ] as const) {
      await (await panel.get('button', 'Edit your reply')).click();
      await (await panel.get('textbox', 'Edit reply')).fill(text);
      await (await panel.get('button', 'Save changes')).click();
      await panel.see(text);
    }
    await stack.startServer();
    for (const { panel } of [other, mine, theirs]) await syncNow(panel);
    for (const { panel } of [mine, other, theirs]) await panel.see('Two versions of this text');
    await theirs.panel.see('The author can choose which version to keep.');
    await mine.panel.eval(
      `document.querySelector('.conflict').scrollIntoView({ block: 'center' })`,
    );
    await shoot(mine.tab, `conflict-reply-${browser}`);
    expect(await violations(mine.panel)).toEqual([]);
    await mine.panel.eval(`document.querySelector('.foot-bar button').click()`);
    await mine.panel.get('heading', 'Two versions of this text');
    await shoot(mine.tab, `attention-${browser}`);
    expect(await violations(mine.panel)).toEqual([]);
    await mine.panel.eval(`document.querySelector('.foot-bar button').click()`);
    await (await mine.panel.get('button', 'Keep both')).click();
    for (const { panel } of [mine, other, theirs]) {
      await panel.miss('Two versions of this text');
      await panel.see('Piotr joins at eleven.');
      await panel.see('Piotr joins at noon.');
    }
    await second.close();
  });

  it('the background is killed while a note is on its way: it arrives once', async () => {
    await stack.stopServer();
    await write(mine.panel, 'Written, and then the background went.');
    await rep.killBackground();
    await stack.startServer();
    await syncNow(mine.panel);
    const arrived = () =>
      stack.people.db
        .selectFrom('row')
        .select('id')
        .where('fields', 'like', '%and then the background went%')
        .execute();
    await until(async () => (await arrived()).length > 0, 'the note to arrive');
    await mine.panel.see('Synced');
    expect(await arrived()).toHaveLength(1);
  });

  it('the server is killed while notes are on their way: each arrives once', async () => {
    await write(mine.panel, 'Before the server went.');
    await stack.stopServer();
    await write(mine.panel, 'While the server was away.');
    await mine.panel.see('Offline');
    await stack.startServer();
    await syncNow(mine.panel);
    for (const text of ['Before the server went', 'While the server was away']) {
      const arrived = () =>
        stack.people.db
          .selectFrom('row')
          .select('id')
          .where('fields', 'like', `%${text}%`)
          .execute();
      await until(async () => (await arrived()).length > 0, text);
      expect(await arrived()).toHaveLength(1);
    }
  });

  it('a restored backup: what was acknowledged later comes back from the devices', async () => {
    const path = join(stack.folder, 'backup.gz');
    const stream = await backupStream(stack.people.store, stack.file, Date.now());
    await writeBackup(stream, path, 'plain');
    await write(mine.panel, 'Acknowledged after the backup was made.');
    await mine.panel.see('Synced');
    await stack.replaceDatabase((store, deps) => restoreBackup(store, path, deps));
    await syncNow(mine.panel);
    await syncNow(theirs.panel);
    // A restore brings no sessions: both sign in again, and lose nothing.
    await Promise.all([signIn(rep, 'tomas'), signIn(manager, 'dana')]);
    const again = () =>
      stack.people.db
        .selectFrom('row')
        .select('id')
        .where('fields', 'like', '%after the backup was made%')
        .where('deleted', '=', 0)
        .execute();
    await until(async () => (await again()).length > 0, 'the note to come back');
    await mine.panel.see('Acknowledged after the backup was made.');
    await mine.panel.see('While the server was away.');
    expect(await again()).toHaveLength(1);
  });

  it('a new manager inherits nothing; the rep hands over, and all see what is theirs', async () => {
    const tomas = await idOf('tomas.lindqvist@larch.example');
    const jonas = await idOf('jonas.weber@larch.example');
    const south = await addTeam(stack.people, await admin(), { name: 'South', manager: null });
    await setTeam(stack.people, await admin(), south, { manager: jonas });
    await setMember(stack.people, await admin(), tomas, { team: south });
    await syncNow(theirs.panel);
    await theirs.panel.miss('Finance sees the pilot on Thursday.');
    await syncNow(mine.panel);
    await mine.panel.see('Finance sees the pilot on Thursday.');
    await mine.panel.see('Only you (was shared with Dana Whitfield)');
    const page = await rep.own('workspace.html#me');
    await page.see('Who viewed notes about you');
    await page.see('viewed');
    await (await page.get('button', 'Hand over to Jonas Weber')).click();
    await page.see('This can’t be undone.');
    await shoot(page, `handover-${browser}`);
    expect(await violations(page)).toEqual([]);
    await (await page.get('button', 'Hand over for good')).click();
    await page.see('You handed over 1 note from Dana Whitfield to Jonas Weber');
    await page.eval(
      `document.querySelector('[aria-label="Who viewed notes about you"]').scrollIntoView()`,
    );
    await shoot(page, `access-log-${browser}`);
    await page.close();
    expect(
      (
        await stack.people.db
          .selectFrom('row')
          .select('scope')
          .where('fields', 'like', '%Finance sees the pilot%')
          .execute()
      ).map((row) => row.scope),
    ).toEqual([`p:${jonas}:${tomas}`]);
    await removeMember(stack.people, await admin(), tomas, 'keep');
    await syncNow(mine.panel);
    await mine.panel.see('You’re signed out');
    await mine.panel.miss('Finance sees the pilot on Thursday.');
    expect(rep.errors().filter((text) => !/ERR_CONNECTION|NetworkError|fetch/.test(text))).toEqual(
      [],
    );
  });
});
