import type { Run } from './qa-run.ts'

/** Lets the switch for the language change it in place: the visit goes on, and the widget keeps its state. */
export function wireLanguage(frame: HTMLElement, messages: Run['messages']): void {
  const choice = (name: string) => document.querySelector<HTMLSelectElement>(`.view [name="${name}"]`)
  const languages = choice('lang')
  if (!languages) return
  const show = () => setLanguage(frame, languages.value, messages)
  show()
  languages.addEventListener('change', () => {
    show()
    const dir = languages.selectedOptions[0]?.dataset.dir ?? 'ltr'
    document.documentElement.dir = dir
    const directions = choice('dir')
    if (directions) directions.value = dir
  })
}

/** A language that is no file of the widget comes as the shop's own words do. */
function setLanguage(frame: HTMLElement, language: string, messages: Run['messages']): void {
  frame.closest<HTMLElement>('[lang]')?.setAttribute('lang', language)
  Object.assign(frame, { locale: language, messages: messages[language] })
}
