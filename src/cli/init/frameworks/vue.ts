import type { Framework } from './framework.ts'
import { adoptPath, componentLeft, ruleLines, withoutLink } from './page-parts.ts'

/** Vue with Vite, or with any bundler and router. */
export const vue: Framework = {
  name: 'Vue',
  isUsedIn: ({ packages }) => packages.has('vue'),
  pagePath: () => '/cart/recover',
  hasProxy: () => false,
  files: ({ isTypeScript }) => ({ 'src/CartRecovery.vue': vueComponent(isTypeScript, scriptOfPage) }),
  left: () => componentLeft,
}

const scriptOfPage = `// The cart behind a message's link. This component belongs on the page at /cart/recover.
import 'cart-recovery/dropin'
`

/** A component with the frame. By \`is\` it is a tag of HTML whatever the compiler was told of custom elements. */
export function vueComponent(isTypeScript: boolean, script: string, below = ''): string {
  return `<script setup${isTypeScript ? ' lang="ts"' : ''}>
${script}</script>

<template>
  <component is="cart-recovery" endpoint="/cart-recovery" shop-url="/" adopt-url="${adoptPath}">
    <p>${withoutLink}</p>
  </component>
${below}</template>

<style>
${ruleLines('')}
</style>
`
}
