import { describe, expect, it } from 'vitest';
import { MOST_RECORDS_SHOWN } from '../../lib/model/index.ts';
import { createPresence } from '../../lib/sync/client/index.ts';

/** A connection that records what was sent. */
function openLine() {
  const said: [readonly string[], boolean][] = [];
  const at = (records: readonly string[], show: boolean) => void said.push([records, show]);
  return { said, line: { at, check: () => {}, close: () => {} } };
}

describe('presence', () => {
  it('is sent once, until it changes', async () => {
    const { said, line } = openLine();
    const presence = createPresence(async () => true);
    const [one, other] = [{}, {}];
    await presence.over(line);
    await presence.pageAt(one, 'b');
    await presence.pageAt(one, 'b');
    await presence.pageAt(other, 'a');
    await presence.pageAt(one, 'a');
    await presence.pageAt(other, null);
    await presence.pageAt(one, null);
    expect(said.map(([records]) => records)).toEqual([[], ['b'], ['a', 'b'], ['a'], []]);
  });
  it('is sent again on a new connection, and not while there is none', async () => {
    const [first, second] = [openLine(), openLine()];
    const presence = createPresence(async () => true);
    await presence.over(first.line);
    await presence.pageAt({}, 'a');
    await presence.over(null);
    await presence.pageAt({}, 'b');
    await presence.over(second.line);
    expect(first.said.at(-1)).toEqual([['a'], true]);
    expect(second.said).toEqual([[['a', 'b'], true]]);
  });
  it('is sent with the choice whether others may see it', async () => {
    const { said, line } = openLine();
    let show = true;
    const presence = createPresence(async () => show);
    await presence.over(line);
    show = false;
    await presence.changed();
    expect(said).toEqual([
      [[], true],
      [[], false],
    ]);
  });
  it('is not sent on a connection that closed while the settings were read', async () => {
    const { said, line } = openLine();
    const answer = Promise.withResolvers<boolean>();
    const presence = createPresence(() => answer.promise);
    const late = presence.over(line);
    const gone = presence.over(null);
    answer.resolve(true);
    await Promise.all([late, gone]);
    expect(said).toEqual([]);
  });
  it('is limited to what the server accepts', async () => {
    const { said, line } = openLine();
    const presence = createPresence(async () => true);
    await presence.over(line);
    for (let page = 0; page <= MOST_RECORDS_SHOWN; page += 1)
      await presence.pageAt({}, `record ${page}`);
    expect(said.at(-1)?.[0]).toHaveLength(MOST_RECORDS_SHOWN);
  });
});
