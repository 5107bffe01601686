import { createElement } from 'react'
import { hydrateRoot } from 'react-dom/client'

import { OwnPage, told, WidgetPage } from './shop-page.ts'

Reflect.set(window, 'told', told)
const root = document.getElementById('root')
if (root) hydrateRoot(root, createElement(root.dataset.page === 'own' ? OwnPage : WidgetPage))
