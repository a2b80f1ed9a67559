import type { RawField } from '../../model/index.ts';

/**
 * Labels of standard fields as CRMs ship them in English, German and Spanish, for pages that name a
 * field in no other way.
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
  isWon: ['is closed won', 'won', 'gewonnen', 'ganada'],
  isLost: ['is closed lost'],
  isClosed: ['is deal closed?', 'is deal closed'],
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
 * The field of a visible label, or null. Exact, so that “Account owner” is not the deal's owner.
 */
export function fieldByLabel(label: string): string | null {
  const plain = label.replace(/[*:]/g, '').replace(/\s+/g, ' ').trim().toLowerCase();
  return Object.keys(LABELS).find((field) => LABELS[field]?.includes(plain)) ?? null;
}

const YES = /^(?:true|yes|ja|sí|1)$/i;
const NO = /^(?:false|no|nein|0)$/i;

/**
 * The status, where the page shows the CRM's own flags. What a stage's name or the forecast says
 * is decided in lib/coaching, where people's answers are known.
 */
export function statusOfFlags(fields: Record<string, RawField>): Record<string, RawField> {
  const is = (name: string, pattern: RegExp) => pattern.test(fields[name]?.text?.trim() ?? '');
  const status = (text: string) => ({ status: { text, source: 'label' as const } });
  if (is('isWon', YES)) return status('won');
  if (is('isLost', YES) || (is('isClosed', YES) && is('isWon', NO))) return status('lost');
  return is('isClosed', NO) ? status('open') : {};
}
