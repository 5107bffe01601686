import { registerHooks } from 'node:module'

// The plugin lies outside of this folder. A shop has it and the engine in one node_modules; here its imports are led to this one.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const isEngines = /^(@vendure\/core|@nestjs\/(common|graphql)|graphql)$/.test(specifier)
    return nextResolve(specifier, isEngines ? { ...context, parentURL: import.meta.url } : context)
  },
})
