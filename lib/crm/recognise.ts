/**
 * Recognises a CRM by what it puts into its pages, on a host that nobody has named yet. Runs in the
 * page, so it uses nothing from outside. Only looks for marks; it reads no record.
 * @returns the name of the CRM; null for any other page.
 */
export function recogniseCrm(): string | null {
  const marks: [string, string][] = [
    ['espocrm', 'body[data-id=espocrm], script[src*="client/lib/espo"]'],
    ['odoo', 'body.o_web_client, meta[name=generator][content^=Odoo]'],
    ['salesforce', 'body.desktop.oneOne, one-app-nav-bar, .slds-global-header'],
    ['dynamics', '#ApplicationShell, script[src*="/uclient/scripts/"]'],
    ['suitecrm', 'app-root.suitecrm, script[src*="cache/include/javascript/sugar_"]'],
    ['twenty', 'meta[property="og:title"][content=Twenty], link[href*="twenty-front"]'],
  ];
  return marks.find(([, selector]) => document.querySelector(selector))?.[0] ?? null;
}
