import { createElement } from 'react'
import { renderToString } from 'react-dom/server'

import { OwnPage, WidgetPage } from './shop-page.ts'

/** The page as a server sends it. */
export function render(page: 'own' | 'widget'): string {
  return renderToString(createElement(page === 'own' ? OwnPage : WidgetPage))
}
