import type { CrmName } from '../model/index.ts';

/** What a CRM has at the top of its pages, which the panel leaves free. */
export interface Top {
  /** Height of the CRM's own bar, in px. Bars that are not known here are measured. */
  bar: number;
  /**
   * Selector of what people use most below the bar, the pager and the stages: it stays free where
   * the panel would cover it.
   */
  pager: string | null;
}

/** One line per CRM. Not in the adapters, which the watcher loads on every page of a CRM. */
const tops: Partial<Record<CrmName, Top>> = {
  espocrm: { bar: 44, pager: '.record-buttons [data-action=next]' },
  odoo: { bar: 46, pager: '.o_control_panel .o_pager, .o_form_statusbar .o_statusbar_status' },
  salesforce: { bar: 90, pager: null },
};

export function topOf(crm: string): Top {
  return tops[crm as CrmName] ?? { bar: 0, pager: null };
}
