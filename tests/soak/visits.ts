import { known, refKey } from '../../lib/model/index.ts';
import { cachedReading, rowsOn, seenVisits } from '../../lib/store/index.ts';
import { keepRecord, keepSnapshot } from '../../lib/store/write.ts';
import { visitsIn } from '../../lib/view/record.ts';
import { deal } from '../helpers/deals.ts';
import type { Device } from './simulation.ts';

const RECORD = { ...deal(), ref: { ...deal().ref, id: 'visited' } };
const KEY = refKey(RECORD.ref);
/** Between visit and push, a device's clock advances by calls only: by less than this. */
const TOLERANCE_MS = 10_000;

/** Visits to one deal, with the true time of each: the stage in the CRM is new at every visit. */
export class VisitsOracle {
  readonly #times = new Map<string, number>();
  /** The last reading of each device: its stage, and the id of the visit that was stored. */
  readonly #readings = new Map<Device, { stage: string; visit: string }>();

  /** A person opens the deal, and looks at it twice. @returns what went wrong, or null. */
  async visit(device: Device, scope: string): Promise<string | null> {
    const stage = `stage${this.#times.size}`;
    const record = deal({ stage });
    const deps = { now: device.now(), ids: device.ids };
    const reading = { ...RECORD, fields: record.fields };
    this.#times.set(stage, device.time.ms);
    const isStored = await keepSnapshot(device.db, reading, scope as never, deps);
    const isStoredAgain = await keepSnapshot(device.db, reading, scope as never, {
      ...deps,
      now: device.now(),
    });
    const seen = await seenVisits(device.db, KEY);
    await keepRecord(device.db, reading, deps.now, seen);
    this.#readings.set(device, { stage, visit: seen.current ?? '' });
    if (!isStored) return `the visit that shows ${stage} was not stored`;
    return isStoredAgain ? `the visit that shows ${stage} was stored twice` : null;
  }

  /** @returns a difference between the server's visits and the true ones, or null. */
  judge(rows: readonly { collection: string; fields: string }[]): string | null {
    for (const row of rows) {
      if (row.collection !== 'dealSnapshot') continue;
      const { stage, at } = JSON.parse(row.fields) as { stage: string; at: number };
      const trueTime = this.#times.get(stage) ?? 0;
      if (Math.abs(at - trueTime) > TOLERANCE_MS)
        return `the visit that shows ${stage} was at ${trueTime}, and is stored as at ${at}`;
    }
    return null;
  }

  /**
   * @param isRestored after the restore of a backup the versions start again from a lower one, and
   * a later visit may only be found by the next reading.
   * @returns where a device shows another stage than the last one that its person can know.
   */
  async shown(device: Device, isRestored: boolean): Promise<string | null> {
    const rows = await rowsOn(device.db, 'dealSnapshot', KEY);
    const reading = await cachedReading(device.db, KEY);
    const { snapshots, laterVisits } = visitsIn(rows, reading?.visits ?? null);
    const stages = snapshots.map((visit) => visit.stage ?? '');
    const inOrder = [...stages].sort((a, b) => this.#timeOf(a) - this.#timeOf(b));
    if (stages.join() !== inOrder.join()) return `${device.user} has the visits as ${stages}`;
    const own = this.#readings.get(device);
    // The server refused the own visit, or the person lost the right to read it.
    if (!reading || !own || isRestored || rows.every((row) => row.id !== own.visit)) return null;
    const shown =
      laterVisits.at(-1)?.stage ??
      (reading.record.kind === 'deal' && known(reading.record.fields.stage));
    const last = [own.stage, ...stages].reduce((a, b) =>
      this.#timeOf(b) > this.#timeOf(a) ? b : a,
    );
    return shown === last ? null : `${device.user} is shown ${shown}, and ${last} is later`;
  }

  #timeOf(stage: string): number {
    return this.#times.get(stage) ?? 0;
  }
}
