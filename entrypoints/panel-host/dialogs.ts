/**
 * Tells when a dialog has fixed the body (Bootstrap's class, as Odoo styles it). A fixed body is a
 * layer of its own: whatever lies in it is above an element beside it, or below, as a whole.
 * @param changed Called when a dialog opens or closes.
 */
export function watchDialogs(changed: () => void) {
  let last = false;
  const isOpen = () =>
    document.body?.classList.contains('modal-open') === true &&
    getComputedStyle(document.body).position === 'fixed';
  const observer = new MutationObserver(() => {
    watch();
    if (last !== isOpen()) changed();
  });

  /** Observes the present body, and that another one takes its place. */
  function watch() {
    observer.observe(document.documentElement, { childList: true });
    const attributes = { attributes: true, attributeFilter: ['class', 'style'] };
    if (document.body) observer.observe(document.body, attributes);
  }

  return {
    watch,
    isOpen() {
      last = isOpen();
      return last;
    },
    stop: () => observer.disconnect(),
  };
}
