export { findLanguage } from './language.ts'
export { plainPage, widgetPage } from './page.ts'
export { pageStyles } from './styles.ts'
export { type Attempt, allChoices, cartView, type HostedSite, type HostedView, problemView } from './view.ts'
