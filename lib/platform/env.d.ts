/** Set at build time, from SIDELINE_CRM_HOSTS and SIDELINE_SERVER_URL. */
declare const __SIDELINE_SITES__: { origin: string; crm: import('../model/index.ts').CrmName }[];
declare const __SIDELINE_SERVER__: string;
