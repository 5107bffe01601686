import type { Scenario } from '../scenario.ts'
import { checkoutPrice } from './checkout-price.ts'
import { consentReport } from './consent-report.ts'
import { keepOrder } from './keep-order.ts'
import { reportOrder } from './report-order.ts'
import { restoreEdit } from './restore-edit.ts'
import { restoreRestore } from './restore-restore.ts'
import { textCheckouts } from './text-checkout.ts'

export const scenarios: readonly Scenario[] = [
  restoreRestore,
  restoreEdit,
  checkoutPrice,
  textCheckouts,
  reportOrder,
  consentReport,
  keepOrder,
]
