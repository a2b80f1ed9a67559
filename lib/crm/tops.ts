import type { CrmName } from '../model/index.ts';

/** What a CRM has at the top of its pages, which the panel leaves free. */
export interface Top {
  /** Height of the CRM's own bar, in px. Bars that are not known here are measured. */
  bar: number;
  /** Selector of pagers below the bar: they stay free where the panel would cover them. */
  pager: string | null;
}

/** One line per CRM. Not in the adapters, which the watcher loads on every page of a CRM. */
const tops: Partial<Record<CrmName, Top>> = {
  espocrm: { bar: 44, pager: '.record-buttons [data-action=next]' },
  odoo: { bar: 46, pager: '.o_control_panel .o_pager' },
  salesforce: { bar: 90, pager: null },
};

export function topOf(crm: string): Top {
  return tops[crm as CrmName] ?? { bar: 0, pager: null };
}
