import type { Project } from '../project.ts'
import { astro } from './astro.ts'
import type { Framework } from './framework.ts'
import { html } from './html.ts'
import { next } from './next.ts'
import { nuxt } from './nuxt.ts'
import { react } from './react.ts'
import { svelteKit } from './svelte-kit.ts'
import { vue } from './vue.ts'

// What is built with React or Vue comes before them, and what takes any project is the last.
const frameworks: readonly Framework[] = [astro, next, nuxt, svelteKit, react, vue, html]

/** The framework of a project, by its dependencies or its configuration file. */
export function frameworkOf(project: Project): Framework {
  return frameworks.find(({ isUsedIn }) => isUsedIn(project)) ?? html
}
