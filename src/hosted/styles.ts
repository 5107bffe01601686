/** The page's own look, light and dark. A shop's style sheet comes after it. */
export const pageStyles = `
  :root { color-scheme: light dark; --positive: light-dark(#14633f, #8fd6ae); --caution: light-dark(#7a4a00, #f2bf7e);
    --critical: light-dark(#9d2622, #ff938a); --edge: light-dark(#8a857d, #77736c); --rule: light-dark(#dedad2, #34322f) }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #171614); color: light-dark(#211f1c, #f3efe6) }
  main { word-break: auto-phrase }
  header, main { max-inline-size: 40rem; margin-inline: auto; padding: 1rem }
  header a { color: inherit; font-weight: 600; text-decoration: none }
  main:has(cart-recovery) { max-inline-size: 68rem; padding-inline: 0 }
  header:has(+ main cart-recovery) { max-inline-size: 64rem }
  h1 { font-size: 1.6rem; line-height: 1.2; margin-block: 1rem 0.25rem; text-wrap: balance }
  p { margin-block: 0.25rem }
  a { color: inherit; text-underline-offset: 0.2em }
  ul { list-style: none; margin-block: 1.25rem; padding: 0; border-block-start: 1px solid var(--rule) }
  li { display: flex; gap: 1rem; padding-block: 1.25rem; border-block-end: 1px solid var(--rule) }
  li > div { flex: 1; min-inline-size: 0; overflow-wrap: anywhere }
  img { border-radius: 0.75rem; object-fit: cover; background: var(--rule) }
  .gone img { filter: grayscale(1); opacity: 0.6 }
  .first, dl div { display: flex; justify-content: space-between; gap: 1rem }
  dl { margin-block: 1.5rem 0.25rem } dd { margin: 0 } dd, .first b, .first s { white-space: nowrap }
  .first, dl div:last-child { font-weight: 600 } dl div:last-child { font-size: 1.15rem }
  .small { font-size: 0.9rem; opacity: 0.8 }
  .positive { color: var(--positive) } .caution { color: var(--caution) } .critical { color: var(--critical) }
  input, button { font: inherit; color: inherit; min-block-size: 2.75rem; box-sizing: border-box; border-radius: 0.75rem }
  input { inline-size: 5.5rem; margin-block-start: 0.5rem; padding-inline: 0.75rem; border: 1px solid var(--edge); background: none }
  button { inline-size: 100%; margin-block-start: 0.75rem; border: 0; font-weight: 600; cursor: pointer;
    background: light-dark(#211f1c, #f3efe6); color: light-dark(#fff, #171614) }
  .quiet { background: none; color: inherit; border: 1px solid var(--edge) }
  .on { margin-block-start: 1.25rem; text-align: center }
  .late { animation: appear 0.2s 4s both } @keyframes appear { from { opacity: 0; visibility: hidden } }
`
