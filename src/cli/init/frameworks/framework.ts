import type { Project } from '../project.ts'

/** What `init` does for one framework. */
export interface Framework {
  /** For people. */
  name: string
  isUsedIn(project: Project): boolean
  /** The path of the page that messages lead to. It follows from the files. */
  pagePath(project: Project): string
  /** The path that the proxy answers at. @default '/cart-recovery' */
  proxyPath?(project: Project): string
  /** Its bundler does not resolve a configuration that ends in `.mts`. */
  refusesMts?: true
  /** The framework's own server answers as the proxy, so that trying it out needs no `serve`. */
  hasProxy(project: Project): boolean
  /** The files of the page and its routes, by name. `config` is the name of the configuration, in the project's root. */
  files(project: Project, config: string): Record<string, string>
  /** What is left to do in the shop's own files, beside the values in `.env`: one sentence. */
  left(project: Project): string
}
