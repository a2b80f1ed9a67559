import { describe, expect, it } from 'vitest';
import { openDevice } from './device.ts';
import { cases } from './inputs.ts';

describe('playbooks', () => {
  it('a version answers the suggestions that it takes, and no other', async () => {
    const device = await openDevice('dana');
    const make = (id: string) =>
      device.run('suggestion.make', { ...cases['suggestion.make'].input, id });
    await Promise.all(['s1', 's2', 's3'].map(make));
    await device.run('suggestion.answer', { id: 's2', state: 'declined', answer: 'No' });
    const version = {
      ...cases['playbook.publish'].input,
      takes: ['s1', 's2', 'gone'],
      answer: 'In version 1',
    };
    await device.run('playbook.publish', version);
    const suggestions = await device.rows('suggestion');
    const said = suggestions.map(({ id, fields }) => [id, fields.state, fields.answer]);
    expect(said.sort()).toEqual([
      ['s1', 'taken', 'In version 1'],
      ['s2', 'declined', 'No'],
      ['s3', 'open', null],
    ]);
  });
  it('only a manager can publish a version that answers suggestions of others', async () => {
    const [rep, local] = [await openDevice('tomas'), await openDevice('local')];
    const version = { ...cases['playbook.publish'].input, takes: ['s1'], answer: 'In version 1' };
    for (const device of [rep, local]) {
      await device.run('suggestion.make', cases['suggestion.make'].input);
    }
    await expect(rep.run('playbook.publish', version)).rejects.toMatchObject({
      code: 'notAllowed',
    });
    expect((await rep.rows()).map((row) => [row.collection, row.fields.state])).toEqual([
      ['suggestion', 'open'],
    ]);
    await rep.run('playbook.publish', { ...version, takes: [], answer: null });
    // Private while signed out.
    await local.run('playbook.publish', version);
    expect((await local.rows('suggestion'))[0]?.fields.state).toBe('taken');
  });
  it('a published version exists once if it is sent again by another person', async () => {
    const device = await openDevice('dana');
    const version = cases['playbook.publish'].input;
    await device.run('playbook.publish', version);
    await device.run('playbook.publish', version);
    await device.run('playbook.publish', { ...version, id: 'v2', version: 2 });
    expect(await device.rows('playbookVersion')).toHaveLength(2);
  });
  it('what two tabs map is all there', async () => {
    const device = await openDevice('dana');
    const map = cases['playbook.map'].input;
    await device.run('playbook.map', map);
    device.now += 1;
    await device.run('playbook.map', { ...map, stages: { New: 'a', Late: 'b' }, from: map.stages });
    device.now += 1;
    await device.run('playbook.map', { ...map, stages: { New: 'c' }, from: map.stages });
    const [row] = await device.rows('stageMap');
    expect(row?.fields.stages).toEqual({ New: 'c', Late: 'b' });
  });
  it('only a manager can answer a suggestion', async () => {
    const tomas = await openDevice('tomas');
    const suggestion = cases['suggestion.make'].input;
    await tomas.run('suggestion.make', suggestion);
    await tomas.run('suggestion.make', { ...suggestion, text: 'The buyer signs last' });
    const [row] = await tomas.rows('suggestion');
    expect(row).toMatchObject({ scope: 'o:acme', fields: { text: 'The buyer signs last' } });
    const yes = { id: 's1', state: 'taken' as const, answer: null };
    await expect(tomas.run('suggestion.answer', yes)).rejects.toMatchObject({ code: 'notAllowed' });
  });
  it('the id of another person’s suggestion cannot be reused', async () => {
    const [tomas, dana] = [await openDevice('tomas'), await openDevice('dana')];
    await tomas.run('suggestion.make', cases['suggestion.make'].input);
    await dana.db.rows.bulkPut(await tomas.rows());
    await expect(dana.run('suggestion.make', cases['suggestion.make'].input)).rejects.toMatchObject(
      { code: 'notAllowed' },
    );
  });
  it('a vote can be withdrawn and given again', async () => {
    const device = await openDevice('tomas');
    const vote = (on: boolean) => device.run('suggestion.vote', { suggestion: 's1', on });
    await vote(true);
    await vote(false);
    await vote(false);
    await vote(true);
    expect((await device.rows('vote')).map((row) => row.deleted)).toEqual([false]);
  });
});
