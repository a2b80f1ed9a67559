import type { RawField } from '../../model/index.ts';

/**
 * Labels of standard fields as Salesforce and HubSpot ship them in English, German and Spanish, for
 * pages that name a field in no other way. Labels with “deal” or “negocio” are HubSpot’s, those
 * with “opportunity” or “oportunidad” are Salesforce’s.
 */
const LABELS: Record<string, readonly string[]> = {
  name: [
    'opportunity name',
    'deal name',
    'name',
    'opportunity-name',
    'name der opportunity',
    'dealname',
    'nombre de la oportunidad',
    'nombre del negocio',
  ],
  account: [
    'account name',
    'account',
    'company',
    'accountname',
    'unternehmen',
    'nombre de la cuenta',
    'cuenta',
    'empresa',
  ],
  stage: ['stage', 'deal stage', 'phase', 'dealphase', 'etapa', 'etapa del negocio', 'fase'],
  pipeline: [
    'pipeline',
    'deal pipeline',
    'opportunity record type',
    'record type',
    'deal-pipeline',
    'datensatztyp',
    'opportunity-datensatztyp',
    'pipeline del negocio',
    'tipo de registro',
    'tipo de registro de la oportunidad',
  ],
  amount: ['amount', 'betrag', 'importe', 'valor', 'cantidad'],
  closeDate: ['close date', 'schlusstermin', 'abschlussdatum', 'fecha de cierre'],
  owner: [
    'opportunity owner',
    'deal owner',
    'owner',
    'inhaber der opportunity',
    'opportunity-inhaber',
    'zuständiger mitarbeiter',
    'propietario de la oportunidad',
    'propietario del negocio',
    'propietario',
  ],
  nextStep: ['next step', 'nächster schritt', 'paso siguiente', 'siguiente paso'],
  forecast: [
    'forecast category',
    'prognosekategorie',
    'categoría de previsión',
    'categoría de pronóstico',
  ],
  isWon: ['is closed won', 'won', 'gewonnen', 'ganada', 'ganado'],
  isLost: ['is closed lost', 'verloren', 'perdida', 'perdido'],
  isClosed: [
    'is deal closed?',
    'is deal closed',
    'geschlossen',
    'abgeschlossen',
    'cerrada',
    'cerrado',
  ],
  probability: [
    'probability (%)',
    'deal stage probability',
    'probability',
    'deal probability',
    'wahrscheinlichkeit (%)',
    'wahrscheinlichkeit',
    'probabilidad (%)',
    'probabilidad',
  ],
  // Salesforce shows person and date in one field with the label “Created By”; the parser takes the
  // date.
  createdAt: [
    'created by',
    'create date',
    'created date',
    'erstellt von',
    'erstellungsdatum',
    'creado por',
    'fecha de creación',
  ],
  modifiedAt: [
    'last modified by',
    'last modified date',
    'zuletzt geändert von',
    'datum der letzten änderung',
    'última modificación por',
    'fecha de la última modificación',
  ],
  title: ['title', 'job title', 'titel', 'position', 'cargo', 'puesto'],
  email: ['email', 'e-mail', 'correo electrónico'],
  phone: ['phone', 'phone number', 'telefon', 'telefonnummer', 'teléfono', 'número de teléfono'],
};

/**
 * The field of a visible label, or null. The whole label must match: “Account owner” is not
 * “owner”.
 */
export function fieldByLabel(label: string): string | null {
  const plain = label.replace(/[*:]/g, '').replace(/\s+/g, ' ').trim().toLowerCase();
  return Object.keys(LABELS).find((field) => LABELS[field]?.includes(plain)) ?? null;
}

const YES = /^(?:true|yes|ja|sí|1)$/i;
const NO = /^(?:false|no|nein|0)$/i;

/**
 * The status, where the page shows the CRM's own flags. Stage names and the forecast are read in
 * lib/coaching/stageStatus.ts, which also knows what people answered about unknown stages.
 */
export function statusOfFlags(fields: Record<string, RawField>): Record<string, RawField> {
  const is = (name: string, pattern: RegExp) => pattern.test(fields[name]?.text?.trim() ?? '');
  const status = (text: string) => ({ status: { text, source: 'label' as const } });
  if (is('isWon', YES)) return status('won');
  if (is('isLost', YES) || (is('isClosed', YES) && is('isWon', NO))) return status('lost');
  return is('isClosed', NO) ? status('open') : {};
}
