import { expect, it } from 'vitest';
import { isSignInPage } from '../../lib/crm/index.ts';

it.each([
  'https://odoo.example/web/login?redirect=x',
  'https://odoo.example/web/session/logout',
  'https://crm.example/#logout',
  'https://app.hubspot.com/login/',
  'https://crm.example/users/sign_in',
  'https://acme.pipedrive.com/auth/login',
  'https://crm.example/index.php?module=Users&action=Login',
])('a page to sign in: %s', (href) => expect(isSignInPage(href)).toBe(true));

it.each([
  'https://crm.example/#Opportunity/view/d0000000000000001',
  'https://odoo.example/odoo/crm/12',
  'https://app.attio.com/acme/deals/record/authority',
  'https://acme.lightning.force.com/lightning/r/Opportunity/0065g00000ABCDEAA5/view',
])('no page to sign in: %s', (href) => expect(isSignInPage(href)).toBe(false));
