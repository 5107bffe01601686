import type { Group } from '../case.ts'
import { answers } from './answers.ts'
import { bodies } from './bodies.ts'
import { connections } from './connections.ts'
import { cors } from './cors.ts'
import { limits } from './limits.ts'
import { links } from './links.ts'
import { methods } from './methods.ts'
import { paths } from './paths.ts'
import { recover } from './recover.ts'
import { servers } from './servers.ts'
import { signedIn } from './signed-in.ts'
import { writes } from './writes.ts'

/** The suite, subject by subject. */
export const groups: Group[] = [
  paths,
  methods,
  cors,
  bodies,
  answers,
  recover,
  writes,
  signedIn,
  links,
  servers,
  limits,
  connections,
]

/** What a server can change that the proxy is mounted in. What a route answers is the same below any. */
export const groupsOfMounts: Group[] = [paths, methods, cors, bodies, answers, links, limits, connections]
