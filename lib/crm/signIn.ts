/** Signs in addresses: a page that asks who somebody is, or ends that. */
const SIGN_IN =
  /(?:^|[/#?&=_.-])(?:log-?(?:in|out)|sign[-_]?(?:in|out)|auth|sso|saml)(?=$|[/?#&=.])/i;

/** Whether an address is that of a page on which people sign in or out. */
export function isSignInPage(href: string): boolean {
  const url = URL.parse(href);
  return url !== null && SIGN_IN.test(url.pathname + url.search + url.hash);
}
