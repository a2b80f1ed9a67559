import type { DealResult, Figures, Measure, Share } from './measure.ts';

const percent = (value: number) => `${Math.round(value * 100)}`;

/** “44/97 45% (36–55)”; a dash where there is nothing to count. */
function shareText({ right, of, low, high }: Share): string {
  if (of === 0) return '–';
  return `${right}/${of} ${percent(right / of)}% (${percent(low)}–${percent(high)})`;
}

const HEADS = ['deals', 'precision', 'must found', 'silence', 'first right'];

function row(name: string, { deals, precision, mustFound, silence, first }: Figures): string[] {
  return [name, String(deals), ...[precision, mustFound, silence, first].map(shareText)];
}

/** A table in Markdown, with columns of equal width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, index) =>
    Math.max(cell.length, ...rows.map((cells) => cells[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`]
    .concat(rows.map(line))
    .join('\n');
}

/** The figures, first of all deals, then of each group. */
export function reportOf({ all, groups }: Measure): string {
  return table(
    ['', ...HEADS],
    [
      row('all', all),
      ...Object.entries(groups).flatMap(([, group]) =>
        Object.entries(group).map(([key, figures]) => row(key, figures)),
      ),
    ],
  );
}

/** Each wrong question, each topic that was missed, and each wrong first question. */
export function mistakesOf(results: readonly DealResult[]): string[] {
  return results.flatMap(({ deal, shown, missed, firstRight }) => {
    const lines = shown
      .filter(({ right }) => !right)
      .map(({ signal, text }) => `  wrong  ${signal}: ${text}`);
    for (const topic of missed) lines.push(`  missed ${topic}`);
    if (!firstRight)
      lines.push(
        `  first  ${shown[0]?.signal ?? 'nothing'}, not ${deal.first.join(' or ') || 'silence'}`,
      );
    return lines.length === 0
      ? []
      : [`${deal.id} ${deal.crm}, ${deal.cycleDays} days: ${deal.says}`, ...lines];
  });
}
