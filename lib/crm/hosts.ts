import type { CrmName } from '../model/record.ts';

/**
 * Match patterns of each vendor's hosts, which the options ask permission for. They are not in the
 * adapters, because those run on every page of a CRM.
 */
export const vendorHosts: Record<CrmName, readonly string[]> = {
  salesforce: [
    'https://*.lightning.force.com/*',
    'https://*.my.salesforce.com/*',
    'https://*.my.site.com/*',
    'https://*.lightning.crmforce.mil/*',
    'https://*.my.salesforce.mil/*',
    'https://*.lightning.force.com.mcas.ms/*',
    'https://*.lightning.sfcrmapps.cn/*',
  ],
  hubspot: ['https://*.hubspot.com/*'],
  dynamics: ['https://*.dynamics.com/*'],
  pipedrive: ['https://*.pipedrive.com/*'],
  zoho: [
    'https://crm.zoho.com/*',
    'https://crm.zoho.eu/*',
    'https://crm.zoho.in/*',
    'https://crm.zoho.com.au/*',
    'https://crm.zoho.jp/*',
    'https://crm.zohocloud.ca/*',
    'https://crm.zoho.sa/*',
    'https://crm.zoho.uk/*',
    'https://crm.zoho.com.cn/*',
  ],
  odoo: ['https://*.odoo.com/*'],
  espocrm: ['https://*.espocloud.com/*'],
  suitecrm: ['https://*.suiteondemand.com/*'],
  twenty: ['https://*.twenty.com/*'],
  close: ['https://app.close.com/*'],
  copper: ['https://app.copper.com/*'],
  freshsales: ['https://*.myfreshworks.com/*'],
  attio: ['https://app.attio.com/*'],
};
