// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { recogniseCrm } from '../../lib/crm/recognise.ts';
import { crmNames } from '../../lib/model/index.ts';

beforeEach(() => {
  document.documentElement.innerHTML = '<head></head><body></body>';
});

it.each([
  ['espocrm', '<body data-id="espocrm" data-navbar="side">'],
  ['espocrm', '<script src="client/lib/espo-main.js?r=9"></script>'],
  ['odoo', '<body class="o_web_client o_home_menu_background">'],
  ['odoo', '<meta name="generator" content="Odoo">'],
  ['salesforce', '<one-app-nav-bar></one-app-nav-bar>'],
  ['dynamics', '<div id="ApplicationShell"></div>'],
  ['suitecrm', '<script src="cache/include/javascript/sugar_grp1.js"></script>'],
  ['twenty', '<meta property="og:title" content="Twenty">'],
] as const)('%s is recognised by %s', (crm, html) => {
  document.documentElement.innerHTML = html;
  expect(recogniseCrm()).toBe(crm);
  expect(crmNames).toContain(crm);
});

it('another page is no CRM', () => {
  document.body.innerHTML = '<h1>EspoCRM or Odoo?</h1><p>odoo espocrm salesforce</p>';
  expect(recogniseCrm()).toBeNull();
});

it('needs nothing from outside, since it runs in the page', () => {
  const alone = new Function(`return (${recogniseCrm.toString()})()`);
  document.body.dataset.id = 'espocrm';
  expect(alone()).toBe('espocrm');
});
