export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  app: { head: { htmlAttrs: { lang: 'en' }, link: [{ rel: 'icon', href: '/favicon.ico' }] } },
})
