/** The mark, as in public/mark.svg. */
export const MARK =
  '<svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true"><rect width="16" height="16" rx="4" fill="#0E6A5B"/><circle cx="6" cy="8" r="2.5" fill="#fff"/><rect x="10" y="3" width="2" height="10" rx="1" fill="#fff"/></svg>';

/** Styles of the tab and the box around the frame. `all: initial` keeps the CRM's own styles out. */
export const css = `
:host{all:initial!important;position:fixed!important;top:0!important;right:0!important;width:0!important;height:0!important;z-index:var(--layer)!important;color-scheme:light dark!important}
.box{position:fixed;background:#f5f7f6;display:flex}
.box.away{display:none}
.box.dock{top:0;right:0;bottom:0;box-shadow:-1px 0 0 #cbd3cf,-10px 0 28px rgba(16,28,24,.07)}
.box.float{height:min(720px,calc(100vh - 48px));border-radius:12px;overflow:hidden;box-shadow:0 0 0 1px #cbd3cf,0 2px 6px rgba(16,28,24,.07),0 12px 32px rgba(16,28,24,.12)}
iframe{border:0;flex:1;min-width:0;width:100%;height:100%;color-scheme:normal}
.grip,.edge{all:initial;position:absolute;z-index:1;touch-action:none}
.grip{display:none;left:0;top:0;width:14px;height:44px;cursor:move;background:radial-gradient(circle,#828d88 1px,transparent 1.5px) center/5px 5px}
.float .grip{display:block}
.edge{left:-3px;top:44px;bottom:0;width:7px;cursor:ew-resize}
.grip:focus-visible,.edge:focus-visible,.tab:focus-visible{outline:2px solid #0b5f52;outline-offset:1px}
.tab{all:initial;position:fixed;right:0;width:32px;box-sizing:border-box;display:flex;flex-direction:column;align-items:center;gap:6px;padding:8px 0 9px;border:1px solid #cbd3cf;border-right:0;border-radius:8px 0 0 8px;background:#fff;color:#17201d;box-shadow:0 2px 6px rgba(16,28,24,.07),0 12px 32px rgba(16,28,24,.12);cursor:pointer;touch-action:none;font:600 12px/16px Inter,system-ui,sans-serif;font-variant-numeric:tabular-nums}
.tab[hidden]{display:none}
.tab b:empty,.tab i[hidden],.tab .note:empty{display:none}
.tab b{font-weight:600}
.tab i{width:7px;height:7px;border-radius:50%;background:#0b5f52}
.tab .note{display:none;position:absolute;right:36px;top:0;width:220px;padding:8px 12px;border-radius:8px;background:#fff;border:1px solid #cbd3cf;font:400 13px/19px Inter,system-ui,sans-serif}
.tab.blocked .note{display:block}
@media (prefers-color-scheme:dark){.tab,.tab .note{background:#191e1c;border-color:#3a4440;color:#e7ecea}.box{background:#111514}.tab i{background:#63ccb6}}
@media (forced-colors:active){.tab{border-color:ButtonText}}
@media print{:host{display:none!important}}
`;
