/** Set at build time, from SIDELINE_CRM_HOSTS and SIDELINE_SERVER_URL. */
declare const __SIDELINE_SITES__: { origin: string; crm: import('../model/index.ts').CrmName }[];
declare const __SIDELINE_SERVER__: string;
/** The response to the greeting that a frame's first script sends (entrypoints/panel-hello). */
declare var sidelineHello: Promise<unknown> | undefined;
