import { closedAs } from '../../model/closed.ts';
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
  probability: [
    'probability (%)',
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

/**
 * The status that a stage's name implies. Undefined for an end that is neither won nor lost, for
 * example “Closed - Duplicate”, and for a placeholder such as “--”.
 */
export function statusOf(stage: string | null | undefined): RawField | undefined {
  if (!stage || !/[\p{L}\p{N}]/u.test(stage)) return undefined;
  const end = closedAs(stage);
  return end === 'other' ? undefined : { text: end ?? 'open', source: 'dom' };
}
